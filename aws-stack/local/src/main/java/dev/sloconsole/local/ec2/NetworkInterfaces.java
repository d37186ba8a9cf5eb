package dev.sloconsole.local.ec2;

import java.util.List;

/** Where the network interfaces of the running tasks are asked for. */
@FunctionalInterface
public interface NetworkInterfaces {

    /** All that exist now; called on the local-cloud thread. */
    List<NetworkInterface> all();
}
