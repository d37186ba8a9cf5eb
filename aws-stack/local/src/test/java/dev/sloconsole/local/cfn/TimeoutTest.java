package dev.sloconsole.local.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.cfn.resource.ResourceTypes;
import dev.sloconsole.local.cfn.template.Template;
import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.secrets.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TimeoutTest {

    @Test
    void creationThatTakesTooLongIsRolledBack() {
        var account = new Account(Account.LOCAL_ID, "eu-west-1");
        var services = new FakeServices();
        services.neverStable = true;
        var secrets = new Secrets(account);
        var stacks = new StackTable();
        var types = new ResourceTypes(account, services, new Network(), secrets);
        try (var thread = new CloudThread()) {
            var template = Template.read("""
                    Resources:
                      Cluster: { Type: 'AWS::ECS::Cluster' }
                      Slow: { Type: 'AWS::ECS::Service', Properties: { Cluster: !Ref Cluster } }
                    """);
            var works = new Works(thread, new Timings(Pace.FAST), types, new DynamicReferences(secrets), stacks);
            var stack = new Stack(
                    new StackOrder(
                            "demo",
                            template,
                            Map.of(),
                            Map.of(),
                            List.of(),
                            Optional.of(Duration.ofMillis(100)),
                            StackOrder.OnFailure.ROLLBACK,
                            false,
                            Optional.empty()),
                    account,
                    stacks);
            thread.execute(() -> stack.create(works, stack.blueprint()));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> thread.call(stack::status).equals("ROLLBACK_COMPLETE"));
            assertThat(thread.call(() -> stack.events().stream()
                            .map(StackEvent::reason)
                            .flatMap(Optional::stream)
                            .toList()))
                    .contains(
                            "Resource creation cancelled",
                            "Stack creation time exceeded the specified timeout. Rollback requested by user.");
            assertThat(thread.call(() -> List.copyOf(services.left()))).isEmpty();
        }
    }
}
