package waybill.engine.http.feed;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Feed;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.feed.FeedReader.Asked;
import waybill.engine.http.feed.FeedReader.Found;
import waybill.engine.http.feed.FeedReader.Told;

/**
 * {@code GET /events}: what a service has announced, in commit order per shard. A position is a text that names a place
 * in every shard; whoever gives it back continues there.
 */
public final class FeedRoutes<A> {
    private static final String END = "end";

    private final Map<String, Feed<A>> feeds;
    private final FeedReader<A> reader;

    /**
     * Serves these feeds.
     *
     * @param feeds by service; the first is served unless the query names another
     */
    public FeedRoutes(List<Feed<A>> feeds, Function<A, byte[]> encoder) {
        this.feeds = new LinkedHashMap<>();
        feeds.forEach(feed -> this.feeds.put(feed.source(), feed));
        this.reader = new FeedReader<>(encoder);
    }

    /** The routes. */
    public Routes routes() {
        return new Routes().live("/events", "listEvents", Set.of("after", "limit", "service"), access(), this::list);
    }

    /** A feed tells what its service knows. */
    private Access access() {
        Map<String, Scope> scopes = new HashMap<>();
        feeds.keySet().forEach(service -> scopes.put(service, Scope.ofReading(service)));
        String usual = feeds.keySet().iterator().next();
        return new Access.ByQuery("service", scopes, Scope.ofReading(usual));
    }

    private Answer list(Call call) {
        Asked<A> asked = call.query(query -> {
            Feed<A> feed =
                    query.choiceOr("service", feeds, feeds.values().iterator().next());
            String text = query.token("after");
            FeedPosition after = position(text, feed);
            if (after == null) {
                query.complain("after", "INVALID", "must be a position that this feed gave out, or end");
                after = FeedPosition.start(feed.shards());
            }
            return new Asked<>(feed, after, Page.limit(query));
        });
        return call.wantsEvents() ? follow(call, asked) : page(reader.read(asked));
    }

    /** The end is where the feed ends now: who begins there hears only what is new. */
    private static @Nullable FeedPosition position(@Nullable String text, Feed<?> feed) {
        return END.equals(text) ? FeedPosition.at(feed.heads()) : FeedPosition.parse(text, feed.shards());
    }

    private static Answer page(Found found) {
        List<Map<String, Object>> data = found.told().stream().map(Told::json).toList();
        return Answer.json(200, Page.of(data, found.reached().toString(), found.more()));
    }

    /** A client that comes back says in a header where it was, to the same URL. */
    private Answer follow(Call call, Asked<A> asked) {
        @Nullable String seen = call.lastEventId();
        FeedPosition after = seen == null
                ? asked.after()
                : FeedPosition.parse(seen, asked.feed().shards());
        if (after == null) {
            throw Call.unknownEvent().asException();
        }
        return Answer.events(new FollowedFeed<>(reader, asked.feed(), after));
    }
}
