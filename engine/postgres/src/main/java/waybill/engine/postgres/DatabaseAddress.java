package waybill.engine.postgres;

/** Where one database is and who may enter: all that a connection pool needs. */
public record DatabaseAddress(String url, String user, String password) {
    /** Leaves the password out, so that an address may be logged. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
