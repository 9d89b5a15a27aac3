package waybill.server.settings;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is set, as text; the environment wins over the file. */
final class Values {
    /** What the launcher and the command line read themselves. */
    private static final Set<String> NOT_OURS = Set.of(
            "WAYBILL_PORT",
            "WAYBILL_HOST",
            "WAYBILL_DATA",
            "WAYBILL_CONFIG",
            "WAYBILL_ROLES",
            "WAYBILL_AOT",
            "WAYBILL_JAVA_HOME",
            "WAYBILL_JAVA_OPTS");

    /** Kubernetes tells every pod of every service; one that is called waybill looks as if it were meant for us. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("WAYBILL_(.*_)?(SERVICE_(HOST|PORT.*)|PORT(_\\d+_.*)?)");

    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Map<Key, String> set = new EnumMap<>(Key.class);
    private final Map<Key, String> names = new EnumMap<>(Key.class);

    Values(@Nullable Path file, Map<String, String> environment) {
        if (file != null) {
            readFile(file);
        }
        readEnvironment(environment);
    }

    private void readFile(Path file) {
        Properties properties = new NothingTwice();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new BadSettings("The configuration " + file + " cannot be read as a properties file.");
        }
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            Key key = Key.ofProperty(name)
                    .orElseThrow(() -> new BadSettings("There is no setting " + name + " (in " + file + ")."));
            put(key, name, properties.getProperty(name));
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        for (String name : new TreeSet<>(environment.keySet())) {
            if (isOurs(name) || Key.ofVariable(name).isPresent()) {
                Key key = Key.ofVariable(name)
                        .orElseThrow(() -> new BadSettings("There is no setting " + name + " (in the environment)."));
                put(key, name, environment.get(name));
            }
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith("WAYBILL_")
                && !NOT_OURS.contains(name)
                && !SERVICE_LINK.matcher(name).matches();
    }

    private void put(Key key, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            set.put(key, value.strip());
            names.put(key, name);
        }
    }

    private String name(Key key) {
        return names.getOrDefault(key, key.property());
    }

    /** The value, or the usual one; empty if there is neither. */
    String text(Key key) {
        return set.getOrDefault(key, key.usual());
    }

    /** Whether somebody has set it. */
    boolean isSet(Key key) {
        return set.containsKey(key);
    }

    /** Yes or no. */
    boolean flag(Key key) {
        return oneOf(key, List.of("true", "false")).equals("true");
    }

    /** How long: more than nothing and at most ten years. */
    Duration duration(Key key) {
        String text = text(key);
        try {
            Duration value = Duration.parse(text);
            if (value.isPositive() && value.compareTo(LONGEST) <= 0) {
                return value;
            }
        } catch (DateTimeException notOne) {
            throw mustBe(key, "an ISO 8601 duration such as " + key.usual(), text);
        }
        throw mustBe(key, "longer than nothing and at most ten years", text);
    }

    /** How long: nothing, or up to this. */
    Duration durationUpTo(Key key, Duration longest) {
        String text = text(key);
        try {
            Duration value = Duration.parse(text);
            if (!value.isNegative() && value.compareTo(longest) <= 0) {
                return value;
            }
        } catch (DateTimeException notOne) {
            throw mustBe(key, "an ISO 8601 duration such as " + key.usual(), text);
        }
        throw mustBe(key, "at most " + longest, text);
    }

    /** A file, if one is named; nobody has looked whether it is there. */
    Optional<Path> file(Key key) {
        String name = text(key);
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException impossible) {
            throw mustBe(key, "the name of a file", name);
        }
    }

    /** A share: 0 to 1. */
    double share(Key key) {
        String text = text(key);
        if (text.matches("0(\\.\\d{1,9})?|1(\\.0{1,9})?")) {
            return Double.parseDouble(text);
        }
        throw mustBe(key, "a share from 0 to 1 such as " + key.usual(), text);
    }

    /** A whole number; this one if there is none. */
    long numberOr(Key key, long otherwise) {
        String text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        throw mustBe(key, "a whole number", text);
    }

    /** A count: 1 to a million. */
    int count(Key key) {
        String text = text(key);
        if (text.matches("[1-9]\\d{0,5}|1000000")) {
            return Integer.parseInt(text);
        }
        throw mustBe(key, "a number from 1 to 1000000", text);
    }

    /** Durations, separated by commas; {@code none} for none of them. */
    List<Duration> durations(Key key) {
        String text = text(key);
        if (text.equals("none")) {
            return List.of();
        }
        try {
            List<Duration> values = Arrays.stream(text.split(",", -1))
                    .map(part -> Duration.parse(part.strip()))
                    .toList();
            if (values.stream().allMatch(value -> value.isPositive() && value.compareTo(LONGEST) <= 0)) {
                return values;
            }
        } catch (DateTimeException notOnes) {
            throw mustBe(key, "none, or ISO 8601 durations such as " + key.usual(), text);
        }
        throw mustBe(key, "none, or ISO 8601 durations such as " + key.usual(), text);
    }

    /** One of these words. */
    String oneOf(Key key, List<String> words) {
        String text = text(key).toLowerCase(Locale.ROOT);
        if (words.contains(text)) {
            return text;
        }
        throw mustBe(key, String.join(" or ", words), text(key));
    }

    /** Some of these words, with commas between, or {@code all}. */
    Set<String> someOf(Key key, List<String> words) {
        String text = text(key).toLowerCase(Locale.ROOT);
        if (text.equals("all")) {
            return Set.copyOf(words);
        }
        Set<String> some = new TreeSet<>();
        for (String word : text.split(",", -1)) {
            if (!words.contains(word.strip())) {
                throw mustBe(key, "all, or some of " + String.join(", ", words), text(key));
            }
            some.add(word.strip());
        }
        return some;
    }

    /** An address to call. */
    URI address(Key key) {
        String text = text(key);
        try {
            URI address = URI.create(text);
            if (List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException notOne) {
            throw mustBe(key, "an http or https address", text);
        }
        throw mustBe(key, "an http or https address", text);
    }

    /** An address to call, if it is set. */
    Optional<URI> optionalAddress(Key key) {
        return text(key).isEmpty() ? Optional.empty() : Optional.of(address(key));
    }

    /** A value that is not shown, if it is set. */
    Optional<Secret> secret(Key key) {
        return Optional.of(text(key)).filter(text -> !text.isEmpty()).map(Secret::new);
    }

    /** A value that is not shown and cannot be done without. */
    Secret neededSecret(Key key, String why) {
        return secret(key).orElseThrow(() -> new BadSettings(key.property() + " must be set: " + why + "."));
    }

    /** The whole content of the file that a key names, without white space around it; not shown. */
    Optional<Secret> secretFile(Key key) {
        String file = text(key);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Secret(Files.readString(Path.of(file)).strip()));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new BadSettings("The file " + file + " that " + name(key) + " names cannot be read.");
        }
    }

    /** A value that is not shown, set itself or in a file that another key names. */
    Optional<Secret> secretOrFile(Key itself, Key file) {
        Optional<Secret> given = secret(itself);
        Optional<Secret> inFile = secretFile(file);
        if (given.isPresent() && inFile.isPresent()) {
            throw new BadSettings("Only one of " + itself.property() + " and " + file.property() + " can be set.");
        }
        return given.or(() -> inFile);
    }

    /** The sentence about a value that cannot be used. */
    BadSettings mustBe(Key key, String what, String value) {
        return new BadSettings(name(key) + " must be " + what + ", not " + value + ".");
    }

    /** A key that is set twice is a mistake, and the properties of Java would take the last one. */
    private static final class NothingTwice extends Properties {
        @Override
        public synchronized @Nullable Object put(Object name, Object value) {
            if (containsKey(name)) {
                throw new BadSettings("The setting " + name + " is in the file twice.");
            }
            return super.put(name, value);
        }
    }
}
