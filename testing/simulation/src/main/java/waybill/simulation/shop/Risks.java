package waybill.simulation.shop;

import waybill.simulation.world.World;

/**
 * How rough one life is. Lives differ: in some a certain thing goes wrong all the time and in others never, which finds
 * more than if everything went wrong a little in all of them.
 *
 * @param meanwhile how often, of a thousand reads and begins, others write in between
 * @param commit how often, of a thousand commits, something breaks before it; and again after it
 * @param crash how often, of a thousand steps, a process ends
 * @param pause how often a process stands still for a while
 * @param gateway how often, of a thousand calls, the gateway does not simply answer
 * @param again how often, of a thousand steps, something is delivered again or too early
 */
public record Risks(int meanwhile, int commit, int crash, int pause, int gateway, int again) {
    /** Some. */
    public static Risks of(World world) {
        return new Risks(
                some(world, 60), some(world, 40), some(world, 14), some(world, 20), some(world, 500), some(world, 150));
    }

    private static int some(World world, int most) {
        return switch (world.number(4)) {
            case 0 -> 0;
            case 1 -> most;
            default -> world.number(most + 1);
        };
    }
}
