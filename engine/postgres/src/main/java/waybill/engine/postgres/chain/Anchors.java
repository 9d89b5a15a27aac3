package waybill.engine.postgres.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the shards of several logs ended at one time, as a file to be kept where nobody reaches who can write the
 * databases. One line a shard, to be read by people and compared by {@code diff}.
 *
 * @param takenAt when
 */
public record Anchors(Instant takenAt, List<Anchor> all) {
    private static final String FIRST = "WAYBILL-ANCHORS 1 ";
    private static final String LAST = "END";
    private static final Pattern LINE = Pattern.compile("([a-z]{1,40}) (\\d{1,9}) (\\d{1,18}) ([0-9a-f]{64})");

    public Anchors {
        all = List.copyOf(all);
    }

    /** It is no file of anchors, or cannot be read or written; the message is one sentence for the user. */
    public static final class Unusable extends RuntimeException {
        private Unusable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /** Those of one log, by shard. */
    public Map<Integer, Anchor> of(String log) {
        Map<Integer, Anchor> some = new HashMap<>();
        all.stream().filter(anchor -> anchor.log().equals(log)).forEach(anchor -> some.put(anchor.shard(), anchor));
        return some;
    }

    /** Writes them to a file that does not exist yet: an anchor that can be overwritten by mistake holds nothing. */
    public void write(Path file) {
        StringBuilder text = new StringBuilder(FIRST).append(takenAt).append('\n');
        for (Anchor anchor : all) {
            text.append("%s %d %d %s\n".formatted(anchor.log(), anchor.shard(), anchor.position(), anchor.chain()));
        }
        text.append(LAST).append('\n');
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException failed) {
            throw new Unusable("The file " + file + " cannot be written, or exists already.", failed);
        }
    }

    /** Reads them; what is not understood is never skipped. */
    public static Anchors read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2
                    || !lines.getFirst().startsWith(FIRST)
                    || !lines.getLast().equals(LAST)) {
                throw new IOException("another kind of file, or not all of it");
            }
            List<Anchor> all = new ArrayList<>();
            for (String line : lines.subList(1, lines.size() - 1)) {
                all.add(anchor(line));
            }
            return new Anchors(Instant.parse(lines.getFirst().substring(FIRST.length())), all);
        } catch (IOException | DateTimeException unreadable) {
            throw new Unusable("The file " + file + " cannot be read as anchors of waybill verify.", unreadable);
        }
    }

    private static Anchor anchor(String line) throws IOException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IOException("no anchor: " + line);
        }
        return new Anchor(
                parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)), parts.group(4));
    }
}
