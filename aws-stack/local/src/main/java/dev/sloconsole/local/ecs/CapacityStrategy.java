package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.Clusters.Cluster;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How tasks are spread over capacity providers: first each provider's base, then by weight. The providers are the two
 * that every account has, and tasks of both run alike here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html">AWS</a>
 */
record CapacityStrategy(List<Item> items) {

    static final Set<String> PROVIDERS = Set.of("FARGATE", "FARGATE_SPOT");

    private static final String FIELD = "capacityProviderStrategy";
    private static final int HEAVIEST = 1_000;
    private static final int LARGEST_BASE = 100_000;
    private static final int MOST_ITEMS = 20;

    CapacityStrategy {
        items = List.copyOf(items);
    }

    /** A provider's part. */
    record Item(String provider, int base, int weight) {}

    /** A list of strategy items, as requests hold it; what is not there is an empty strategy. */
    static CapacityStrategy of(JsonNode holder, String field) {
        return new CapacityStrategy(Json.items(holder, field).stream()
                .map(node -> new Item(
                        node.path("capacityProvider").asText(),
                        node.path("base").asInt(0),
                        node.path("weight").asInt(0)))
                .toList());
    }

    /** What a service or a run asked for, or was given by its cluster. */
    static CapacityStrategy of(ObjectNode request) {
        return of(request, FIELD);
    }

    /** A request that says neither where nor how to launch is given its cluster's strategy. */
    static void giveDefault(ObjectNode request, Cluster cluster) {
        var usual = cluster.request.path("defaultCapacityProviderStrategy");
        if (!request.has("launchType") && of(request).items.isEmpty() && !usual.isEmpty()) {
            if (of(cluster.request, "defaultCapacityProviderStrategy").weightless()) {
                throw weightless(
                        "the default capacity provider strategy",
                        "Update the cluster's default capacity provider strategy or specify a valid");
            }
            request.set(FIELD, usual.deepCopy());
        }
    }

    /** @throws AwsError with the first thing that is wrong for a cluster with these capacity providers */
    void check(List<String> associated) {
        if (items.size() > MOST_ITEMS) {
            throw Refusals.invalid(
                    "A capacity provider strategy cannot contain more than " + MOST_ITEMS + " capacity providers.");
        }
        var seen = new HashSet<String>();
        for (var item : items) {
            checkProvider(item.provider);
            if (!associated.contains(item.provider)) {
                throw Refusals.invalid("The specified capacity provider strategy cannot contain a capacity provider"
                        + " that is not associated with the cluster. Associate the capacity provider with the cluster"
                        + " or specify a valid capacity provider and try again.");
            }
            if (!seen.add(item.provider)) {
                throw Refusals.invalid("The specified capacity provider strategy cannot contain a capacity provider"
                        + " more than once. Remove the duplicate and try again.");
            }
            if (item.weight < 0 || item.weight > HEAVIEST) {
                throw Refusals.invalid("The weight of a capacity provider must be between 0 and " + HEAVIEST + ".");
            }
            if (item.base < 0 || item.base > LARGEST_BASE) {
                throw Refusals.invalid("The base of a capacity provider must be between 0 and " + LARGEST_BASE + ".");
            }
        }
        if (items.stream().filter(item -> item.base > 0).count() > 1) {
            throw Refusals.invalid(
                    "Only one capacity provider in a capacity provider strategy can have a base" + " defined.");
        }
    }

    /** As {@link #check(List)}, for a strategy by which tasks are to start. */
    void checkUsable(List<String> associated) {
        check(associated);
        if (weightless()) {
            throw weightless("the capacity provider strategy", "Specify a valid");
        }
    }

    static void checkProvider(String name) {
        if (!PROVIDERS.contains(name)) {
            throw Refusals.invalid("The specified capacity provider was not found. Specify a valid capacity provider"
                    + " and try again.");
        }
    }

    private boolean weightless() {
        return items.size() > 1 && items.stream().allMatch(item -> item.weight == 0);
    }

    private static AwsError weightless(String what, String remedy) {
        return Refusals.invalid("There are no capacity providers with a weight value greater than zero defined in "
                + what + ". At least one capacity provider must have a weight value greater than zero specified. "
                + remedy + " capacity provider strategy and try again.");
    }

    /**
     * Where the next task goes; empty where the strategy is.
     *
     * @param present how many tasks each provider has
     */
    Optional<String> next(Map<String, Long> present) {
        return items.stream()
                .filter(item -> present.getOrDefault(item.provider, 0L) < item.base)
                .findFirst()
                .or(() -> items.stream()
                        .filter(item -> item.weight > 0 || items.size() == 1)
                        .min(Comparator.comparingDouble(item -> (present.getOrDefault(item.provider, 0L) - item.base)
                                / (double) Math.max(1, item.weight))))
                .map(Item::provider);
    }
}
