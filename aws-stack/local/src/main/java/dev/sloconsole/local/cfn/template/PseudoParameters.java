package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.Set;

/** What {@code AWS::Region} and its like stand for in one stack. */
public record PseudoParameters(String accountId, String region, String stackName, String stackId) {

    static final Set<String> NAMES = Set.of(
            "AWS::AccountId",
            "AWS::NoValue",
            "AWS::NotificationARNs",
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix");

    /** The value; {@link MissingNode} for AWS::NoValue, which removes what it is the value of. */
    Optional<JsonNode> value(String name) {
        var nodes = JsonNodeFactory.instance;
        return Optional.ofNullable(
                switch (name) {
                    case "AWS::AccountId" -> nodes.textNode(accountId);
                    case "AWS::NoValue" -> MissingNode.getInstance();
                    case "AWS::NotificationARNs" -> nodes.arrayNode();
                    case "AWS::Partition" -> nodes.textNode("aws");
                    case "AWS::Region" -> nodes.textNode(region);
                    case "AWS::StackId" -> nodes.textNode(stackId);
                    case "AWS::StackName" -> nodes.textNode(stackName);
                    case "AWS::URLSuffix" -> nodes.textNode("amazonaws.com");
                    default -> null;
                });
    }
}
