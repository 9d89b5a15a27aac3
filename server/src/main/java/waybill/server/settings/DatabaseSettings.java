package waybill.server.settings;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import waybill.engine.postgres.DatabaseAddress;

/**
 * The databases of services that are somewhere else; where none is given, a process brings its own.
 *
 * @param given those that are set
 */
public record DatabaseSettings(Map<Role, DatabaseAddress> given) {
    private static final String JDBC = "jdbc:postgresql://";

    /** The keys of one service's database. */
    private record Keys(Key url, Key user, Key password, Key passwordFile) {
        static Keys of(Role role) {
            return switch (role) {
                case ORDER ->
                    new Keys(
                            Key.DATABASE_ORDER_URL,
                            Key.DATABASE_ORDER_USER,
                            Key.DATABASE_ORDER_PASSWORD,
                            Key.DATABASE_ORDER_PASSWORD_FILE);
                case INVENTORY ->
                    new Keys(
                            Key.DATABASE_INVENTORY_URL,
                            Key.DATABASE_INVENTORY_USER,
                            Key.DATABASE_INVENTORY_PASSWORD,
                            Key.DATABASE_INVENTORY_PASSWORD_FILE);
                case PAYMENT ->
                    new Keys(
                            Key.DATABASE_PAYMENT_URL,
                            Key.DATABASE_PAYMENT_USER,
                            Key.DATABASE_PAYMENT_PASSWORD,
                            Key.DATABASE_PAYMENT_PASSWORD_FILE);
            };
        }
    }

    static DatabaseSettings read(Values values) {
        Map<Role, DatabaseAddress> given = new EnumMap<>(Role.class);
        Map<String, Key> places = new HashMap<>();
        for (Role role : Role.values()) {
            Keys keys = Keys.of(role);
            address(values, keys).ifPresent(address -> {
                Key other = places.put(place(address.url()), keys.url);
                if (other != null) {
                    throw new BadSettings(other.property() + " and " + keys.url.property()
                            + " are the same database; every service needs one of its own.");
                }
                given.put(role, address);
            });
        }
        return new DatabaseSettings(Map.copyOf(given));
    }

    private static Optional<DatabaseAddress> address(Values values, Keys keys) {
        String url = values.text(keys.url);
        String user = values.text(keys.user);
        Optional<Secret> password = values.secretOrFile(keys.password, keys.passwordFile);
        if (url.isEmpty() && user.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        if (url.isEmpty() || user.isEmpty() || password.isEmpty()) {
            throw new BadSettings(keys.url.property() + ", " + keys.user.property() + " and "
                    + keys.password.property() + " (or " + keys.passwordFile.property()
                    + ") belong together; only some of them are set.");
        }
        if (!url.startsWith(JDBC) || url.length() == JDBC.length()) {
            throw new BadSettings(keys.url.property() + " must begin with " + JDBC + " and name a host.");
        }
        if (url.contains("password=")) {
            throw new BadSettings(keys.url.property() + " must not hold a password; that is what "
                    + keys.password.property() + " is for.");
        }
        return Optional.of(new DatabaseAddress(url, user, password.get().reveal()));
    }

    /** What the database is, without how it is reached. */
    private static String place(String url) {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }

    /** Whether none is given, so that the process brings its own. */
    public boolean isEmpty() {
        return given.isEmpty();
    }

    /** The database of a role that was checked to have one. */
    public DatabaseAddress of(Role role) {
        return Optional.ofNullable(given.get(role))
                .orElseThrow(() -> new IllegalStateException("the settings were not checked for " + role));
    }

    /**
     * Each of these roles has its database, or there is none at all.
     *
     * @throws BadSettings if one has none
     */
    public void mustSuit(Set<Role> roles) {
        for (Role role : roles) {
            if (!isEmpty() && !given.containsKey(role)) {
                throw new BadSettings(Keys.of(role).url.property() + " must be set: the process has the role "
                        + role.service() + ", and other services have databases of their own.");
            }
        }
    }

    /** None is given, because the process brings its own. */
    void mustBeEmpty() {
        given.keySet().stream().sorted().findFirst().ifPresent(role -> {
            throw new BadSettings(Keys.of(role).url.property()
                    + " is for waybill server; waybill run brings its own databases, in the directory --data.");
        });
    }
}
