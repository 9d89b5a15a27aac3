package waybill.engine.http;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with one request, so that the client hears it all at once. */
final class Complaints {
    /** Enough for any person; a hostile body must not make a long answer. */
    private static final int MAX = 100;

    private final List<FieldError> errors = new ArrayList<>(0);

    /** What is wrong first with a value hides what else is: it was not read. */
    void add(String pointer, String code, String message) {
        boolean isNew = errors.stream().noneMatch(error -> error.pointer().equals(pointer));
        if (isNew && errors.size() < MAX) {
            errors.add(new FieldError(pointer, code, message));
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Ends the call if there is anything to complain about. */
    void raise() {
        if (!errors.isEmpty()) {
            throw asProblem().asException();
        }
    }

    private Problem asProblem() {
        FieldError first = errors.getFirst();
        String where = first.pointer().isEmpty() ? "the body" : first.pointer();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return Problem.of(
                        "validation-failed", "The request is not valid: " + where + " " + first.message() + more + ".")
                .with("errors", List.copyOf(errors));
    }
}
