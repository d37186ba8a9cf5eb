package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.stack.StackFact.AccountRead;
import dev.sloconsole.stack.StackFact.AddressAdmitted;
import dev.sloconsole.stack.StackFact.AddressRefused;
import dev.sloconsole.stack.StackFact.AutoStopNeared;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.ImageFound;
import dev.sloconsole.stack.StackFact.InstanceDeregistered;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.OutputsRead;
import dev.sloconsole.stack.StackFact.ResourceStatusChanged;
import dev.sloconsole.stack.StackFact.ServiceCountsChanged;
import dev.sloconsole.stack.StackFact.ServiceEventReported;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.SourceRecovered;
import dev.sloconsole.stack.StackFact.StackFailed;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/** How the facts of the stack are written and read. */
final class StackForms {

    private StackForms() {}

    static Fields status(StackStatusChanged e) {
        return Fields.text("stack", e.stackName()).and("status", e.status()).and("reason", e.reason());
    }

    static StackStatusChanged status(Data d) {
        return new StackStatusChanged(d.text("stack"), d.text("status"), d.optional("reason"));
    }

    static Fields resource(ResourceStatusChanged e) {
        return Fields.text("id", e.logicalId())
                .and("type", e.type())
                .and("status", e.status())
                .and("reason", e.reason());
    }

    static ResourceStatusChanged resource(Data d) {
        return new ResourceStatusChanged(d.text("id"), d.text("type"), d.text("status"), d.optional("reason"));
    }

    static Fields outputs(OutputsRead e) {
        var outputs = JsonNodeFactory.instance.arrayNode();
        e.outputs()
                .forEach(o -> outputs.add(
                        Fields.text("key", o.key()).and("value", o.value()).node()));
        return Fields.none().and("outputs", outputs);
    }

    static OutputsRead outputs(Data d) {
        var outputs = new ArrayList<OutputsRead.Output>();
        for (JsonNode each : d.array("outputs")) {
            var output = new Data(each);
            outputs.add(new OutputsRead.Output(output.text("key"), output.text("value")));
        }
        return new OutputsRead(outputs);
    }

    static Fields image(ImageFound e) {
        return Fields.text("repository", e.repository()).and("digest", e.digest());
    }

    static ImageFound image(Data d) {
        return new ImageFound(d.text("repository"), d.text("digest"));
    }

    static Fields task(TaskChanged e) {
        return Fields.text("task", e.taskId())
                .and("service", e.service())
                .and("lastStatus", e.lastStatus())
                .and("desiredStatus", e.desiredStatus())
                .and("health", e.health())
                .and("privateAddress", e.privateAddress())
                .and("publicAddress", e.publicAddress());
    }

    static TaskChanged task(Data d) {
        return new TaskChanged(
                d.text("task"),
                d.text("service"),
                d.text("lastStatus"),
                d.text("desiredStatus"),
                d.text("health"),
                d.optional("privateAddress"),
                d.optional("publicAddress"));
    }

    static Fields stopped(TaskStopped e) {
        var fields = Fields.text("task", e.taskId())
                .and("service", e.service())
                .and("stopCode", e.stopCode())
                .and("reason", e.stoppedReason());
        return e.exitCode().isPresent()
                ? fields.and("exitCode", e.exitCode().get().intValue())
                : fields;
    }

    static TaskStopped stopped(Data d) {
        return new TaskStopped(
                d.text("task"),
                d.text("service"),
                d.text("stopCode"),
                d.text("reason"),
                d.has("exitCode") ? Optional.of(d.integer("exitCode")) : Optional.empty());
    }

    static Fields counts(ServiceCountsChanged e) {
        return Fields.text("service", e.service())
                .and("desired", e.desired())
                .and("running", e.running())
                .and("pending", e.pending());
    }

    static ServiceCountsChanged counts(Data d) {
        return new ServiceCountsChanged(
                d.text("service"), d.integer("desired"), d.integer("running"), d.integer("pending"));
    }

    static Fields serviceEvent(ServiceEventReported e) {
        return Fields.text("service", e.service()).and("message", e.message());
    }

    static ServiceEventReported serviceEvent(Data d) {
        return new ServiceEventReported(d.text("service"), d.text("message"));
    }

    static Fields registered(InstanceRegistered e) {
        return Fields.text("service", e.discoveryService())
                .and("instance", e.instanceId())
                .and("address", e.address())
                .and("health", e.health());
    }

    static InstanceRegistered registered(Data d) {
        return new InstanceRegistered(d.text("service"), d.text("instance"), d.text("address"), d.text("health"));
    }

    static Fields deregistered(InstanceDeregistered e) {
        return Fields.text("service", e.discoveryService())
                .and("instance", e.instanceId())
                .and("address", e.address());
    }

    static InstanceDeregistered deregistered(Data d) {
        return new InstanceDeregistered(d.text("service"), d.text("instance"), d.text("address"));
    }

    static Fields dns(DnsAnswerChanged e) {
        return Fields.text("name", e.name())
                .and("source", e.source().name().toLowerCase(Locale.ROOT))
                .and("rcode", e.rcode())
                .and("addresses", e.addresses())
                .and("ttl", e.ttl());
    }

    static DnsAnswerChanged dns(Data d) {
        return new DnsAnswerChanged(
                d.text("name"),
                d.oneOf("source", DnsSource.class),
                d.text("rcode"),
                d.texts("addresses"),
                d.duration("ttl"));
    }

    static Fields lost(SourceLost e) {
        return Fields.text("source", e.source()).and("reason", e.reason());
    }

    static SourceLost lost(Data d) {
        return new SourceLost(d.text("source"), d.text("reason"));
    }

    static Fields recovered(SourceRecovered e) {
        return Fields.text("source", e.source());
    }

    static SourceRecovered recovered(Data d) {
        return new SourceRecovered(d.text("source"));
    }

    /** The identity first: it holds the account, which is known to be one from there on. */
    static Fields account(AccountRead e) {
        return Fields.text("identity", e.identity()).and("account", e.account()).and("region", e.region());
    }

    static AccountRead account(Data d) {
        return new AccountRead(d.text("account"), d.text("identity"), d.text("region"));
    }

    static Fields found(StackFound e) {
        return Fields.text("stack", e.stackId())
                .and("ours", e.ours())
                .and("owner", e.owner())
                .and("createdAt", e.createdAt().toString())
                .and("autoStopAt", e.autoStopAt().map(Instant::toString))
                .and("ranges", e.ranges());
    }

    static StackFound found(Data d) {
        return new StackFound(
                d.text("stack"),
                d.truth("ours"),
                d.optional("owner"),
                d.instant("createdAt"),
                d.has("autoStopAt") ? Optional.of(d.instant("autoStopAt")) : Optional.empty(),
                d.texts("ranges"));
    }

    static Fields failed(StackFailed e) {
        return Fields.text("what", e.what())
                .and("resource", e.resource())
                .and("type", e.type())
                .and("reason", e.reason())
                .and("stoppedReason", e.stoppedReason())
                .and("log", e.log());
    }

    static StackFailed failed(Data d) {
        return new StackFailed(
                d.text("what"),
                d.text("resource"),
                d.text("type"),
                d.text("reason"),
                d.optional("stoppedReason"),
                d.texts("log"));
    }

    static Fields near(AutoStopNeared e) {
        return Fields.text("at", e.at().toString());
    }

    static AutoStopNeared near(Data d) {
        return new AutoStopNeared(d.instant("at"));
    }

    static Fields refused(AddressRefused e) {
        return Fields.text("address", e.address()).and("ranges", e.ranges()).and("silence", e.silence());
    }

    static AddressRefused refused(Data d) {
        return new AddressRefused(d.text("address"), d.texts("ranges"), d.duration("silence"));
    }

    static Fields admitted(AddressAdmitted e) {
        return Fields.text("address", e.address());
    }

    static AddressAdmitted admitted(Data d) {
        return new AddressAdmitted(d.text("address"));
    }
}
