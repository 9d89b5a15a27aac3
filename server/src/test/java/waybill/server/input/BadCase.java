package waybill.server.input;

import java.util.List;

/**
 * One row of a table: what is sent and what is said to it.
 *
 * @param name what is wrong with it
 * @param wire the whole request, one character a byte
 * @param ending whether the client hangs up its side after it
 * @param status the answer
 * @param says the problem's slug, and maybe a fault: {@code validation-failed OUT_OF_RANGE at /quantity}
 */
public record BadCase(String name, String wire, boolean ending, int status, String says) {
    /** The row of a request that is well-framed. */
    static BadCase bad(String name, Ask ask, int status, String says) {
        return new BadCase(name, ask.wire(), false, status, says);
    }

    /** The row of bytes that may be anything; after them the client's side is closed. */
    static BadCase raw(String name, String wire, int status, String says) {
        return new BadCase(name, wire, true, status, says);
    }

    /** The problem's slug. */
    String slug() {
        return says.split(" ", 2)[0];
    }

    /** The faults that the problem has to name; empty if it need not name any. */
    List<String> faults() {
        return says.contains(" ")
                ? List.of(says.substring(says.indexOf(' ') + 1).split(" & "))
                : List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
