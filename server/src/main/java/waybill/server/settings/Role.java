package waybill.server.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process can do: one of the three services each. */
public enum Role {
    ORDER,
    INVENTORY,
    PAYMENT;

    /** Its service: {@code order}. */
    public String service() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a process is called that runs none of the services, and audits all of them. */
    public static final String AUDITOR = "auditor";

    /** Every role. */
    public static Set<Role> all() {
        return EnumSet.allOf(Role.class);
    }

    /**
     * Roles by the names of their services, separated by commas; all of them if there is no name at all. None, if what
     * is named is the auditor, which is a process of its own.
     */
    public static Set<Role> parse(String names) {
        if (names.isBlank()) {
            return all();
        }
        if (names.strip().equals(AUDITOR)) {
            return EnumSet.noneOf(Role.class);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names.split(",", -1)) {
            if (!roles.add(of(name.strip()))) {
                throw new BadSettings("The role " + name.strip() + " is named twice.");
            }
        }
        return roles;
    }

    private static Role of(String name) {
        return Arrays.stream(values())
                .filter(role -> role.service().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadSettings("There is no role \"" + name + "\"; there are "
                        + String.join(", ", names(List.of(values()))) + "."));
    }

    private static List<String> names(List<Role> roles) {
        return roles.stream().map(Role::service).collect(Collectors.toList());
    }
}
