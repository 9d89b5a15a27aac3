package waybill.order.service.persons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.StoreFault;
import waybill.order.service.MasterKeySource;
import waybill.order.service.NoMasterKey;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;

/** What is sealed can be read by every replica until the key is destroyed by any of them, and never again. */
final class KeyRingTest {
    private static final PersonKeys.Cause ASKED = new PersonKeys.Cause("operator", "TICKET-1");

    private final KeyRings rings = new KeyRings();

    @AfterEach
    void close() {
        rings.close();
    }

    private static String seal(KeyRing ring, String customer, String text) {
        ring.ensure(customer);
        return ring.toSealWith(customer).seal("remark", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String open(KeyRing ring, String sealed) {
        byte[] plain = ring.open("remark", sealed);
        return plain == null ? "forgotten" : new String(plain, StandardCharsets.UTF_8);
    }

    @Test
    void every_replica_reads_what_one_has_sealed() {
        String sealed = seal(rings.ring(), "ada", "by the back door");

        assertThat(sealed).startsWith("sealed:v1:").doesNotContain("door");
        assertThat(open(rings.ring(), sealed)).isEqualTo("by the back door");
    }

    @Test
    void the_same_text_is_never_sealed_to_the_same_bytes() {
        KeyRing ring = rings.ring();

        assertThat(seal(ring, "ada", "twice")).isNotEqualTo(seal(ring, "ada", "twice"));
    }

    @Test
    void replicas_that_make_a_customers_key_at_once_end_with_one() {
        List<KeyRing> replicas = List.of(rings.ring(), rings.ring(), rings.ring());
        Set<String> ids = ConcurrentHashMap.newKeySet();
        Crowd.of(12, number -> {
            for (int i = 0; i < 20; i++) {
                KeyRing ring = replicas.get(number % replicas.size());
                ring.ensure("customer-" + i);
                ids.add(ring.toSealWith("customer-" + i).id());
            }
        });

        assertThat(ids).hasSize(20);
        assertThat(new HashSet<>(rings.column("SELECT id::text FROM person_key")))
                .isEqualTo(ids);
    }

    @Test
    void who_is_forgotten_is_gone_everywhere_and_stays_gone() {
        KeyRing here = rings.ring();
        KeyRing there = rings.ring();
        String sealed = seal(here, "ada", "by the back door");
        assertThat(open(there, sealed)).isEqualTo("by the back door");
        List<String> told = new CopyOnWriteArrayList<>();
        there.whenForgotten(told::add);

        assertThat(here.forget("ada", ASKED, PersonKeys.ANY_AGE)).isPresent();

        assertThat(open(here, sealed)).isEqualTo("forgotten");
        Eventually.holds(() -> assertThat(open(there, sealed)).isEqualTo("forgotten"));
        Eventually.holds(
                () -> assertThat(told).as("once more, for late readers").containsExactly("ada", "ada"));
        assertThat(open(rings.ring(), sealed)).isEqualTo("forgotten");
        assertThat(rings.column("SELECT destroyed_by || ' ' || reference FROM person_key WHERE wrapped IS NULL"))
                .containsExactly("operator TICKET-1");
    }

    @Test
    void who_orders_again_is_known_again_and_what_was_said_before_is_not() {
        KeyRing ring = rings.ring();
        String before = seal(ring, "ada", "before");
        ring.forget("ada", ASKED, PersonKeys.ANY_AGE);
        String after = seal(ring, "ada", "after");

        assertThat(open(ring, before)).isEqualTo("forgotten");
        assertThat(open(ring, after)).isEqualTo("after");
    }

    @Test
    void forgetting_again_changes_nothing_and_forgetting_nobody_says_so() {
        KeyRing ring = rings.ring();
        String sealed = seal(ring, "ada", "once");

        assertThat(ring.forget("nobody", ASKED, PersonKeys.ANY_AGE)).isEmpty();
        assertThat(open(ring, sealed)).isEqualTo("once");
        assertThat(ring.forget("ada", ASKED, PersonKeys.ANY_AGE))
                .isEqualTo(ring.forget("ada", ASKED, PersonKeys.ANY_AGE));
    }

    @Test
    void who_repeats_an_old_request_to_forget_does_not_forget_what_was_said_since() {
        KeyRing ring = rings.ring();
        String sealed = seal(ring, "ada", "since");

        assertThat(ring.forget("ada", ASKED, Instant.EPOCH)).isEmpty();
        assertThat(open(ring, sealed)).isEqualTo("since");
    }

    @Test
    void a_key_that_is_not_at_hand_is_fetched_and_whoever_seals_decides_again() {
        KeyRing ring = rings.ring();

        assertThatThrownBy(() -> ring.toSealWith("ada")).isInstanceOf(StoreFault.Conflict.class);
        assertThat(ring.toSealWith("ada").customer()).isEqualTo("ada");
        assertThat(ring.usedByThisThread())
                .containsExactly(ring.toSealWith("ada").id());
    }

    @Test
    void many_keys_are_fetched_at_once_before_they_are_needed() {
        KeyRing here = rings.ring();
        List<byte[]> documents = List.of("ada", "bob", "cy").stream()
                .map(customer ->
                        ("{\"address\":\"" + seal(here, customer, customer) + "\"}").getBytes(StandardCharsets.UTF_8))
                .toList();

        assertThat(SealedText.keysIn(documents)).hasSize(3);
        KeyRing there = rings.ring();
        there.comingUp(documents);
        assertThat(SealedText.keysIn(documents)).allMatch(id -> there.knows(id));
    }

    @Test
    void a_seal_is_of_one_kind_and_of_one_text() {
        KeyRing ring = rings.ring();
        String sealed = seal(ring, "ada", "mine");

        assertThatThrownBy(() -> ring.open("address", sealed)).isInstanceOf(BrokenSeal.class);
        char last = sealed.charAt(sealed.length() - 3);
        String changed = sealed.substring(0, sealed.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 2);
        assertThatThrownBy(() -> ring.open("remark", changed)).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> ring.open("remark", "sealed:v1:nonsense")).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void a_database_takes_no_other_master_key_than_its_first() {
        seal(rings.ring(), "ada", "mine");

        assertThatThrownBy(() -> rings.ring(MasterKeySource.of(MasterKey.fresh())))
                .isInstanceOf(NoMasterKey.class)
                .hasMessage("The master key of personal data in the configuration is not the one this database was"
                        + " begun with.");
        assertThatThrownBy(() -> rings.ring(new Nowhere()))
                .isInstanceOf(NoMasterKey.class)
                .hasMessage("The master key of personal data is not in the drawer: put back the one this database was"
                        + " begun with.");
        assertThatThrownBy(() -> rings.ring(MasterKeySource.of("c2hvcnQ=")))
                .hasMessage("The master key of personal data in the configuration cannot be used: it has 5 bytes"
                        + " instead of 32.");
    }

    /** A place in which there is no key, and never one is put. */
    private record Nowhere() implements MasterKeySource {
        @Override
        public Optional<String> find() {
            return Optional.empty();
        }

        @Override
        public void keep(String fresh) {
            throw new AssertionError("a new key would lose what is sealed");
        }

        @Override
        public String place() {
            return "the drawer";
        }
    }
}
