package waybill.bench.anchors;

import java.sql.SQLException;

/** One way to write orders over one connection. */
interface Saga extends AutoCloseable {
    /**
     * Writes the next order, or batch of orders, from first to last fact.
     *
     * @return how many orders it were
     */
    int write(Drafts drafts) throws SQLException;

    @Override
    void close() throws SQLException;
}
