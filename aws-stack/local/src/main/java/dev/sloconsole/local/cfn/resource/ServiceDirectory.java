package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where CloudFormation finds the services it creates things with: the very operations that clients call. */
@FunctionalInterface
public interface ServiceDirectory {

    /**
     * Calls an operation of a JSON service; on the local-cloud thread, without blocking.
     *
     * @param targetPrefix such as {@code AmazonEC2ContainerServiceV20141113}
     * @throws dev.sloconsole.local.wire.AwsError what the service refuses with
     */
    ObjectNode call(String targetPrefix, String operation, ObjectNode request);
}
