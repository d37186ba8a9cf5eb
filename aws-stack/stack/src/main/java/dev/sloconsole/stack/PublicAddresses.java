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
 * The public addresses of network interfaces, which only EC2 knows. Each interface is asked for until it has one or its
 * task runs without, and never again. Owned by the watcher's thread.
 */
final class PublicAddresses {

    private static final String NO_SUCH_INTERFACE = "InvalidNetworkInterfaceID.NotFound";

    private final CloudClients clients;
    private final Map<String, Optional<String>> known = new HashMap<>();

    PublicAddresses(CloudClients clients) {
        this.clients = clients;
    }

    /** Asks EC2 about the interfaces of live tasks that are not known yet. */
    void look(EcsSeen ecs) {
        for (var task : ecs.tasks().values()) {
            var eni = task.networkInterface();
            if (eni.isPresent() && !task.stopped() && !known.containsKey(eni.get())) {
                var address = ask(eni.get());
                if (address.isPresent() || task.lastStatus().equals("RUNNING")) {
                    known.put(eni.get(), address);
                }
            }
        }
    }

    /** The same tasks with the public addresses that are known. */
    EcsSeen written(EcsSeen ecs) {
        var tasks = new LinkedHashMap<String, TaskSeen>();
        ecs.tasks().forEach((id, task) -> tasks.put(id, written(task)));
        return new EcsSeen(ecs.services(), tasks);
    }

    private TaskSeen written(TaskSeen task) {
        return task.networkInterface()
                .flatMap(eni -> Optional.ofNullable(known.get(eni)).flatMap(address -> address))
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
