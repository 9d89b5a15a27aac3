package waybill.engine.http.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Handler;
import waybill.engine.http.Problem;
import waybill.engine.http.Route;
import waybill.engine.http.Routes;
import waybill.engine.http.live.LiveEvents;

/**
 * Lets in whoever may ask for an operation, and names the caller to all that comes after; the outermost of everything
 * around a handler. Pages and what is signed pass by. Nothing of what is shown here is ever logged or answered.
 */
public final class AccessDoor implements Routes.Wrapper {
    private static final String AUTHENTICATE = "WWW-Authenticate";

    /** RFC 6750: without credentials the answer says only how to send some. */
    private static final String HOW = "Bearer realm=\"waybill\"";

    private static final String SCHEME = "Bearer ";

    private final List<Recognition> recognitions;
    private final Attempts attempts;

    /** A door that knows callers in these ways, and lets them try as often as they like. */
    public AccessDoor(List<Recognition> recognitions) {
        this(recognitions, Attempts.UNLIMITED);
    }

    /** A door that knows callers in these ways. */
    public AccessDoor(List<Recognition> recognitions, Attempts attempts) {
        this.recognitions = List.copyOf(recognitions);
        this.attempts = attempts;
    }

    @Override
    public Handler around(Route route, Handler handler) {
        return switch (route.access()) {
            case Access.Everybody _, Access.Signed _ -> handler;
            case Access.Scoped(Scope scope, boolean customers) -> call -> pass(call, scope, customers, handler);
            case Access.ByQuery byQuery -> call -> pass(call, scope(byQuery, call), false, handler);
        };
    }

    private static Scope scope(Access.ByQuery access, Call call) {
        String said = call.query(query -> query.text(access.parameter()));
        return said == null ? access.otherwise() : access.scopes().getOrDefault(said, access.otherwise());
    }

    private Answer pass(Call call, Scope scope, boolean customers, Handler handler) throws Exception {
        String credentials = credentials(call.header("Authorization"));
        if (credentials == null) {
            return Answer.problem(Problem.of("unauthenticated", "This needs an access token or an API key."))
                    .withHeader(AUTHENTICATE, HOW);
        }
        attempts.mayTry(call);
        return switch (recognized(credentials)) {
            case Recognized.Refused(String why) -> unrecognized(call, why);
            case Recognized.As(Caller caller)
            when caller.customer() != null && !customers ->
                forbidden(Problem.of("forbidden", "A customer may not do this."), error("insufficient_scope", ""));
            case Recognized.As(Caller caller) when !caller.has(scope) -> lacking(scope);
            case Recognized.As(Caller caller) -> guarded(handler.answer(call.by(caller)), caller, credentials);
        };
    }

    private Answer guarded(Answer answer, Caller caller, String credentials) {
        LiveEvents events = answer.live();
        return events == null
                ? answer
                : Answer.events(new GuardedEvents(events, caller, () -> recognized(credentials)));
    }

    private Answer unrecognized(Call call, String why) {
        attempts.failed(call);
        return Answer.problem(Problem.of("unauthenticated", why))
                .withHeader(AUTHENTICATE, HOW + error("invalid_token", why));
    }

    private Recognized recognized(String credentials) {
        for (Recognition recognition : recognitions) {
            if (recognition.concerns(credentials)) {
                return recognition.recognize(credentials);
            }
        }
        return new Recognized.Refused("Credentials of this kind are not accepted here.");
    }

    /** What stands behind the scheme, whose case does not matter; null if there is nothing of this scheme. */
    private static @Nullable String credentials(@Nullable String header) {
        if (header == null
                || header.length() <= SCHEME.length()
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return header.substring(SCHEME.length()).strip();
    }

    private static Answer lacking(Scope scope) {
        Problem problem = Problem.of(
                        "forbidden", "This needs the scope " + scope.label() + ", which the caller does not have.")
                .with("requiredScope", scope.label());
        return forbidden(problem, error("insufficient_scope", "") + ", scope=\"" + scope.label() + "\"");
    }

    private static Answer forbidden(Problem problem, String error) {
        return Answer.problem(problem).withHeader(AUTHENTICATE, HOW + error);
    }

    private static String error(String code, String why) {
        String error = ", error=\"" + code + "\"";
        return why.isEmpty() ? error : error + ", error_description=\"" + why + "\"";
    }
}
