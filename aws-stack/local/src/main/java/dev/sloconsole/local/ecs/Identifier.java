package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;

/**
 * How requests name clusters, services and tasks: by name, or by an ARN, which must be of this account and region, and
 * of the cluster that the request names. What differs is refused in AWS's words, as somebody else's.
 */
final class Identifier {

    /** {@code arn:aws:ecs:REGION:ACCOUNT:RESOURCE}. */
    private static final int PARTS_OF_AN_ARN = 6;

    private Identifier() {}

    /** The name of a cluster. */
    static String ofCluster(Account account, String given) {
        var path = path(account, "cluster", given);
        refuse(path.size() != 1, "Unexpected number of separators");
        return path.getLast();
    }

    /**
     * The name of a service, or the id of a task.
     *
     * @param kind {@code service} or {@code task}
     */
    static String inCluster(Account account, String kind, String cluster, String given) {
        var path = path(account, kind, given);
        boolean named = given.startsWith("arn:");
        refuse(path.size() > (named ? 2 : 1), "Unexpected number of separators");
        // The short ARNs of old name no cluster.
        refuse(path.size() == 2 && !path.getFirst().equals(cluster), otherThan("cluster", path.getFirst(), cluster));
        return path.getLast();
    }

    /** What is behind the kind in an ARN, by its slashes; a name by its own. */
    private static List<String> path(Account account, String kind, String given) {
        if (!given.startsWith("arn:")) {
            return List.of(given.split("/", -1));
        }
        var parts = given.split(":", PARTS_OF_AN_ARN);
        refuse(parts.length < PARTS_OF_AN_ARN, "Unexpected number of separators");
        refuse(!parts[2].equals("ecs"), otherThan("service", parts[2], "ecs"));
        refuse(!parts[3].equals(account.region()), otherThan("region", parts[3], account.region()));
        refuse(!parts[4].equals(account.id()), otherThan("account", parts[4], account.id()));
        var path = List.of(parts[5].split("/", -1));
        refuse(path.size() < 2 || !path.getFirst().equals(kind), "Identifier is not for a " + kind);
        return path.subList(1, path.size());
    }

    private static String otherThan(String what, String given, String own) {
        return "Identifier is for " + what + " " + given + ". Your " + what + " is " + own;
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new AwsError("InvalidParameterException", "Invalid identifier: " + why);
        }
    }
}
