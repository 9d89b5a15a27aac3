package waybill.engine.http.writes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import waybill.engine.core.log.KeyId;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;

/**
 * The idempotency keys of what does not outlive the process: they need not, either. One at a time; a key is kept until
 * a thousand others were used.
 */
public final class KeysOfProcess {
    private static final int KEYS_MAX = 1_000;

    private final Map<KeyId, Done> done = new LinkedHashMap<>();

    private record Done(String fingerprint, Answer answer) {}

    /** Does it, or tells again what came of it when it was done under this key; 422 if that was another request. */
    public synchronized Answer once(Call call, Supplier<Answer> act) {
        KeyId key = Writes.keyId(call);
        Done before = done.get(key);
        if (before != null) {
            if (!before.fingerprint().equals(call.fingerprint())) {
                throw Writes.keyReused().asException();
            }
            return Writes.replayed(before.answer());
        }
        Answer answer = act.get();
        done.put(key, new Done(call.fingerprint(), answer));
        if (done.size() > KEYS_MAX) {
            done.remove(done.keySet().iterator().next());
        }
        return answer;
    }
}
