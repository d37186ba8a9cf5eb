package dev.sloconsole.local.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** One service of AWS on the endpoint: its operations by name, in one of AWS's protocols. */
public sealed interface AwsService {

    /**
     * An operation. Runs on the local-cloud thread and does not block; a refusal is an {@link AwsError}. Whoever holds
     * the operation may call it, so CloudFormation creates an ECS service by the very operation a client would call.
     */
    @FunctionalInterface
    interface Operation<Q, A> {
        A call(Q request);
    }

    /**
     * A service of protocol JSON 1.1.
     *
     * @param targetPrefix what stands before the dot in {@code X-Amz-Target}, such as
     *     {@code AmazonEC2ContainerServiceV20141113}
     * @param operations from name to operation, request and answer in AWS's own (camelCase) JSON shapes, times in epoch
     *     seconds
     */
    record JsonService(String targetPrefix, Map<String, Operation<ObjectNode, ObjectNode>> operations)
            implements AwsService {}

    /**
     * A service of the query protocol.
     *
     * @param version such as {@code 2010-05-15}; told apart by it
     * @param operations from action to operation; the request holds the decoded form fields, the answer is the whole
     *     XML document
     */
    record QueryService(String version, Map<String, Operation<Map<String, String>, String>> operations)
            implements AwsService {}

    /**
     * A service of the REST-XML protocol, which tells its operations apart by method and path.
     *
     * @param routes the first that matches is taken
     */
    record RestXmlService(List<RestRoute> routes) implements AwsService {
        public RestXmlService {
            routes = List.copyOf(routes);
        }
    }

    /**
     * Where an operation of a REST-XML service is found.
     *
     * @param method such as {@code GET}
     * @param path such as <code>/2013-04-01/hostedzone/{Id}</code>; a part in braces stands for any one segment
     * @param operation the answer is the whole XML document
     */
    record RestRoute(String method, String path, Operation<RestRequest, String> operation) {}
}
