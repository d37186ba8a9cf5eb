package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.EcsSeen;
import dev.sloconsole.stack.Snapshot.TaskSeen;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;

/**
 * The public addresses of network interfaces, which only EC2 knows. Each interface is asked for until it has one. EC2's
 * answers may be older than ECS's (a running task's interface without its address, or none at all), so that "none" is
 * never the last word: it is asked again at every look at first, and rarely where it stays. Owned by the watcher's
 * thread.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html">eventual consistency</a>
 */
final class PublicAddresses {

    private static final String NO_SUCH_INTERFACE = "InvalidNetworkInterfaceID.NotFound";
    private static final int LOOKS_EACH = 15;

    private final CloudClients clients;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Integer> inVain = new HashMap<>();

    PublicAddresses(CloudClients clients) {
        this.clients = clients;
    }

    /** Asks EC2 about the interfaces of live tasks that are not known yet. */
    void look(EcsSeen ecs) {
        for (var task : ecs.tasks().values()) {
            var eni = task.networkInterface();
            if (eni.isPresent() && !task.stopped() && !known.containsKey(eni.get()) && due(eni.get())) {
                ask(eni.get()).ifPresent(address -> known.put(eni.get(), address));
            }
        }
    }

    private boolean due(String eni) {
        var times = inVain.merge(eni, 1, Integer::sum);
        return times <= LOOKS_EACH || times % LOOKS_EACH == 0;
    }

    /** The same tasks with the public addresses that are known. */
    EcsSeen written(EcsSeen ecs) {
        var tasks = new LinkedHashMap<String, TaskSeen>();
        ecs.tasks().forEach((id, task) -> tasks.put(id, written(task)));
        return new EcsSeen(ecs.services(), tasks);
    }

    private TaskSeen written(TaskSeen task) {
        return task.networkInterface()
                .flatMap(eni -> Optional.ofNullable(known.get(eni)))
                .map(address -> task.withPublicAddress(Optional.of(address)))
                .orElse(task);
    }

    private Optional<String> ask(String eni) {
        try {
            var answer = clients.ec2().describeNetworkInterfaces(ask -> ask.networkInterfaceIds(eni));
            IncompleteAnswerException.unless(
                    !answer.networkInterfaces().isEmpty(), "DescribeNetworkInterfaces", "the interface");
            return Optional.of(answer.networkInterfaces().getFirst())
                    .map(NetworkInterface::association)
                    .map(NetworkInterfaceAssociation::publicIp);
        } catch (Ec2Exception e) {
            if (NO_SUCH_INTERFACE.equals(code(e))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static @Nullable String code(Ec2Exception refusal) {
        var details = refusal.awsErrorDetails();
        return details == null ? null : details.errorCode();
    }
}
