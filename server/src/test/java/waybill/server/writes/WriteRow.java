package waybill.server.writes;

import java.util.function.Supplier;

/**
 * One write of the API, and how it is tried.
 *
 * @param operation its name in the contract
 * @param service whose keys it is kept with
 * @param effects how often one request does something that is counted
 * @param fresh makes a situation that nobody else has to do with
 */
record WriteRow(String operation, String service, int effects, Supplier<Trial> fresh) {
    @Override
    public String toString() {
        return operation;
    }
}
