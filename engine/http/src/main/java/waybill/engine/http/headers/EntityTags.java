package waybill.engine.http.headers;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads entity tags: {@code "5"} is version 5 of a resource. */
public final class EntityTags {
    /** Stands for a tag that no version of ours has. */
    public static final long NO_VERSION = -1;

    private static final int DIGITS_MAX = 18;

    private EntityTags() {}

    /** If-Match: one strong tag. Anything else but a star can match nothing that we have. */
    public static OptionalLong demanded(@Nullable String header) {
        if (header == null || header.equals("*")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(version(header));
    }

    /** If-None-Match: the greatest of the tags, weak ones too; foreign tags are not ours to know. */
    public static OptionalLong known(@Nullable String header) {
        if (header == null) {
            return OptionalLong.empty();
        }
        long greatest = NO_VERSION;
        for (String tag : header.split(",", -1)) {
            String bare = tag.strip();
            greatest = Math.max(greatest, version(bare.startsWith("W/") ? bare.substring(2) : bare));
        }
        return greatest == NO_VERSION ? OptionalLong.empty() : OptionalLong.of(greatest);
    }

    private static long version(String tag) {
        int end = tag.length() - 1;
        if (end < 2 || end > DIGITS_MAX || tag.charAt(0) != '"' || tag.charAt(end) != '"') {
            return NO_VERSION;
        }
        String digits = tag.substring(1, end);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(digits) : NO_VERSION;
    }
}
