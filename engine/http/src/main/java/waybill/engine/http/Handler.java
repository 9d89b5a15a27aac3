package waybill.engine.http;

/** Answers one call of one route. */
@FunctionalInterface
public interface Handler {
    /**
     * The answer to this call.
     *
     * @throws ProblemException to answer with a problem
     * @throws Exception anything else is our bug: the client sees 500 {@code internal-error}
     */
    Answer answer(Call call) throws Exception;
}
