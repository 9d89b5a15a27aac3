package waybill.engine.http.access;

import waybill.engine.http.Call;

/** Attempts to get in, and how often somebody may fail. */
public interface Attempts {
    /** As often as anybody likes. */
    Attempts UNLIMITED = new Attempts() {
        @Override
        public void mayTry(Call call) {
            // everybody may
        }

        @Override
        public void failed(Call call) {
            // nobody counts
        }
    };

    /**
     * Whether credentials from where this call comes from are looked at at all.
     *
     * @throws waybill.engine.http.ProblemException if too many failed that came from there
     */
    void mayTry(Call call);

    /** The credentials of this call were no good. */
    void failed(Call call);
}
