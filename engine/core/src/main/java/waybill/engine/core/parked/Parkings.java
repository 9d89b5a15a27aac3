package waybill.engine.core.parked;

import java.util.List;
import java.util.Set;

/**
 * What a lane must know before it applies or parks anything, read at one moment.
 *
 * @param changes how often something was parked or settled, for each shard; a batch decided on an older number is off
 * @param blocked the subjects that have parked announcements and therefore wait
 */
public record Parkings(List<Long> changes, Set<String> blocked) {}
