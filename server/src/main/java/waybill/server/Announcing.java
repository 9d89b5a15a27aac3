package waybill.server;

/** The three lines that a person sees. */
final class Announcing {
    private Announcing() {}

    /** Says where the API is, where its documentation is, and how to stop. */
    static void started(Waybill waybill) {
        System.out.println("The API is at " + waybill.address());
        System.out.println("Its documentation is at " + waybill.address().resolve("/docs"));
        System.out.println("Stop it with Ctrl-C");
        System.out.flush();
    }
}
