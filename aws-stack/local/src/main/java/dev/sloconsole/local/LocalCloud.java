package dev.sloconsole.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.CloudFormation;
import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.dns.Authority;
import dev.sloconsole.local.dns.CachingResolver;
import dev.sloconsole.local.dns.DnsServer;
import dev.sloconsole.local.ec2.Ec2;
import dev.sloconsole.local.ec2.Firewall;
import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ec2.NetworkInterface;
import dev.sloconsole.local.ecr.Ecr;
import dev.sloconsole.local.ecs.Ecs;
import dev.sloconsole.local.ecs.SubnetRange;
import dev.sloconsole.local.ecs.TaskInterface;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.RandomText;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.http.HttpListener;
import dev.sloconsole.local.logs.LogEvent;
import dev.sloconsole.local.logs.Logs;
import dev.sloconsole.local.process.ChildProcesses;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Folders;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.route53.Route53;
import dev.sloconsole.local.router.VpcRouter;
import dev.sloconsole.local.secrets.Secrets;
import dev.sloconsole.local.sts.Sts;
import dev.sloconsole.local.wire.AwsEndpoint;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A cloud on this machine: an endpoint for any AWS client, DNS, and a way to the tasks. Everything listens on 127.0.0.1
 * only. Closing it ends every process and frees every port; should we be killed, the processes end all the same.
 */
public final class LocalCloud implements AutoCloseable {

    private final Closing closing;
    private final LocalCloudConfig config;
    private final String accessKeyId;
    private final String secretAccessKey;
    private final CloudThread thread;
    private final Ecs ecs;
    private final DnsServer dns;
    private final DnsServer resolver;
    private final VpcRouter router;
    private final List<AwsService> services;
    private final AwsEndpoint endpoint;

    private LocalCloud(LocalCloudConfig config, Closing closing) throws IOException {
        this.config = config;
        this.closing = closing;
        this.accessKeyId = "AKIALOCAL" + RandomText.of(11, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
        this.secretAccessKey = RandomText.of(40, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

        var folder = runFolder(config.workFolder());
        closing.add(() -> Folders.delete(folder));
        var children = closing.add(ChildProcesses.startIn(folder));
        this.thread = closing.add(new CloudThread());

        var account = new Account(Account.LOCAL_ID, config.region());
        var cloudMap = new CloudMap(account, config.pace(), thread::later, Instant::now);
        var secrets = new Secrets(account);
        var logs = new Logs(account, Instant::now);
        var network = new Network();
        var routerDoors = new AtomicReference<Function<String, URI>>();
        this.ecs = closing.add(new Ecs(
                thread,
                account,
                config.pace(),
                config.taskLimit(),
                config.images(),
                new Containers(children),
                new Ecs.Neighbours(
                        cloudMap,
                        logs,
                        secrets::ofContainer,
                        id -> requireNonNull(routerDoors.get()).apply(id),
                        id -> network.subnet(id).map(LocalCloud::range),
                        id -> network.securityGroups().all().stream()
                                .anyMatch(group -> group.id().equals(id))),
                folder));
        ecs.start();

        var authority = new Authority(cloudMap::zones, new SecureRandom());
        var cache = new CachingResolver(authority, System::nanoTime);
        this.dns = closing.add(DnsServer.start("dns", authority));
        this.resolver = closing.add(DnsServer.start("resolver", cache));
        this.router = closing.add(VpcRouter.start(
                cache,
                cloudMap::zones,
                ecs::routes,
                new Firewall(network),
                new Timings(config.pace()).of(Timings.Step.SILENCE)));
        routerDoors.set(router::door);

        this.services = services(account, network, cloudMap, secrets, logs);
        this.endpoint = closing.add(new AwsEndpoint(
                config.port(),
                accessKeyId,
                secretAccessKey,
                Optional.of(config.region()),
                Instant::now,
                HttpListener.Limits.USUAL,
                thread,
                services));
        endpoint.start();
    }

    private static SubnetRange range(Network.Subnet subnet) {
        return new SubnetRange(
                subnet.id(),
                subnet.availabilityZone(),
                subnet.cidr().address(),
                subnet.cidr().prefixLength());
    }

    private List<AwsService> services(Account account, Network network, CloudMap cloudMap, Secrets secrets, Logs logs) {
        var ecsService = ecs.service();
        var cloudMapService = cloudMap.service();
        var logsService = logs.service();
        var directory = Map.of(
                ecsService.targetPrefix(),
                ecsService,
                cloudMapService.targetPrefix(),
                cloudMapService,
                logsService.targetPrefix(),
                logsService);
        var cloudFormation = new CloudFormation(
                thread,
                account,
                config.pace(),
                (prefix, operation, request) -> call(directory, prefix, operation, request),
                network,
                secrets);
        var ec2 = new Ec2(
                account,
                network,
                () -> ecs.interfaces().stream().map(this::networkInterface).toList());
        return List.of(
                cloudFormation.service(),
                ecsService,
                cloudMapService,
                logsService,
                new Ecr(account, config.images()).service(),
                ec2.service(),
                new Sts(account).service(),
                new Route53(cloudMap::hostedZones).service(),
                secrets.service());
    }

    private static ObjectNode call(
            Map<String, JsonService> directory, String prefix, String operation, ObjectNode request) {
        return Optional.ofNullable(directory.get(prefix))
                .flatMap(service -> Optional.ofNullable(service.operations().get(operation)))
                .orElseThrow(() -> new AwsError(
                        501,
                        "UnknownOperationException",
                        "The local cloud does not have " + prefix + "." + operation + "."))
                .call(request);
    }

    private NetworkInterface networkInterface(TaskInterface one) {
        return new NetworkInterface(
                one.id(),
                one.privateAddress(),
                one.publicAddress(),
                one.subnetId(),
                one.securityGroups(),
                new Account(Account.LOCAL_ID, config.region()).arn("ecs", "attachment/" + one.attachmentId()));
    }

    /**
     * Starts a local cloud.
     *
     * @throws UncheckedIOException when a port, a process or the work folder cannot be had; nothing is left running
     * then
     */
    public static LocalCloud start(LocalCloudConfig config) {
        var closing = new Closing();
        try {
            return new LocalCloud(config, closing);
        } catch (IOException e) {
            abandon(closing, e);
            throw new UncheckedIOException("Could not start the local cloud: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            abandon(closing, e);
            throw e;
        }
    }

    /** A folder for this run and this user alone, with no name that another user could have taken before. */
    private static Path runFolder(Path workFolder) throws IOException {
        try {
            Files.createDirectories(workFolder);
            return Files.createTempDirectory(workFolder, "slo-console-").toRealPath();
        } catch (IOException e) {
            throw new IOException(
                    "the work folder " + workFolder.toAbsolutePath() + " cannot be made or written ("
                            + reason(e) + "). Make it a folder that this user may"
                            + " write to, or choose another one; the console takes the folder for temporary files, which"
                            + " -Djava.io.tmpdir=FOLDER moves.",
                    e);
        }
    }

    /** Why, in words: the message of a file exception is but the file's name. */
    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException taken -> "a file is in its place";
            case AccessDeniedException denied -> "this user may not write there";
            case NoSuchFileException missing -> "the folder above it is missing";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void abandon(Closing closing, Exception cause) {
        try {
            closing.close();
        } catch (IllegalStateException e) {
            cause.addSuppressed(e);
        }
    }

    /** What AWS clients take as endpoint override. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** New with every run. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** New with every run. */
    public String secretAccessKey() {
        return secretAccessKey;
    }

    public String region() {
        return config.region();
    }

    /** The zones' own DNS server, UDP and TCP. */
    public InetSocketAddress dns() {
        return dns.address();
    }

    /** The caching resolver that the router believes, UDP and TCP. */
    public InetSocketAddress resolver() {
        return resolver.address();
    }

    /** The HTTP proxy that leads to the stack's names and addresses. */
    public URI router() {
        return router.uri();
    }

    /** From repository to the reference, pinned by digest, that a task definition may name. */
    public Map<String, String> imageReferences() {
        var references = new TreeMap<String, String>();
        for (Image image : config.images()) {
            references.put(image.repository(), image.reference());
        }
        return references;
    }

    /** All that the endpoint has. */
    List<AwsService> services() {
        return services;
    }

    /** The last lines that a task's container wrote, to a log group or not; empty for an unknown one. */
    public List<LogEvent> output(String taskId, String container) {
        return thread.call(() -> ecs.output(taskId, container));
    }

    @Override
    public void close() {
        closing.close();
    }
}
