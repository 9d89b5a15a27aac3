package waybill.auditor;

/** Where one database is, and who may read it. */
public record Place(String url, String user, String password) {
    /** Leaves the password out, so that it may be logged. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
