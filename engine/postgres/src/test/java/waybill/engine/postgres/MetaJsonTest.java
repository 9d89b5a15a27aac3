package waybill.engine.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.core.log.Meta;
import waybill.kernel.EventId;

class MetaJsonTest {
    private static final EventId ID = new EventId("evt_01kantm5x9f3sb2q7h6m0r4d8e");

    @ParameterizedTest
    @ValueSource(strings = {"customer:ada", "quote \" and \\ back", "line\nfeed\u0000\u001f", "Zoë Łukasz 東京", ""})
    void is_written_as_the_library_writes_it_whoever_acts(String actor) throws IOException {
        Meta meta = new Meta(ID, "cor", "cause", actor, "00-abc-def-01");

        byte[] written = MetaJson.write(meta);

        Map<String, String> members =
                new TreeMap<>(Map.of("1id", ID.value(), "2correlation", "cor", "3causation", "cause", "4actor", actor));
        members.put("5traceparent", "00-abc-def-01");
        assertThat(new String(written, UTF_8)).isEqualTo(byLibrary(members));
        assertThat(MetaJson.read(written)).isEqualTo(meta);
    }

    @Test
    void what_lies_beyond_the_basic_plane_is_read_as_it_was() {
        Meta meta = new Meta(ID, "cor", null, "😀", null);

        assertThat(MetaJson.read(MetaJson.write(meta))).isEqualTo(meta);
    }

    @Test
    void what_there_is_not_is_left_out() {
        Meta meta = new Meta(ID, "cor", null, "me", null);

        assertThat(new String(MetaJson.write(meta), UTF_8))
                .isEqualTo("{\"id\":\"" + ID.value() + "\",\"correlation\":\"cor\",\"actor\":\"me\"}");
        assertThat(MetaJson.read(MetaJson.write(meta))).isEqualTo(meta);
    }

    /** Members by name after a digit that orders them. */
    private static String byLibrary(Map<String, String> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, String> member : members.entrySet()) {
                json.writeStringField(member.getKey().substring(1), member.getValue());
            }
            json.writeEndObject();
        }
        return bytes.toString(UTF_8);
    }
}
