package dev.sloconsole.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.ground.Paging;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * CloudWatch Logs, as far as reading containers' output goes: groups are made by hand or by a stack, streams by the
 * containers that write to them. Touched by the local-cloud thread only.
 */
public final class Logs {

    /** Before the dot of {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "Logs_20140328";

    private static final int MOST_DESCRIBED = 50;
    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

    /** As the API reference of PutRetentionPolicy lists them. */
    private static final List<Integer> RETENTIONS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private static final Set<String> ORDERS = Set.of("LogStreamName", "LastEventTime");

    private final Account account;
    private final Supplier<Instant> clock;
    private final LogQueries queries;
    private final NavigableMap<String, LogGroup> groups = new TreeMap<>();

    public Logs(Account account, Supplier<Instant> clock) {
        this.account = account;
        this.clock = clock;
        this.queries = new LogQueries(clock);
    }

    public JsonService service() {
        return new JsonService(
                TARGET_PREFIX,
                Map.ofEntries(
                        Map.entry("CreateLogGroup", this::create),
                        Map.entry("DeleteLogGroup", this::delete),
                        Map.entry("DescribeLogGroups", this::describeGroups),
                        Map.entry("DescribeLogStreams", this::describeStreams),
                        Map.entry("PutRetentionPolicy", this::putRetention),
                        Map.entry("DeleteRetentionPolicy", this::deleteRetention),
                        Map.entry("GetLogEvents", this::getEvents),
                        Map.entry("FilterLogEvents", request -> queries.filter(group(request), request))));
    }

    /**
     * The stream that a container writes to, made if need be.
     *
     * @param createGroup whether a missing group is made too ({@code awslogs-create-group})
     * @return empty where the group does not exist
     */
    public Optional<LogStream> open(String group, String stream, boolean createGroup) {
        if (createGroup) {
            groups.computeIfAbsent(group, this::made);
        }
        return Optional.ofNullable(groups.get(group)).map(found -> found.open(stream, clock.get()));
    }

    private LogGroup made(String name) {
        return new LogGroup(name, account.arn("logs", "log-group:" + name), clock.get());
    }

    private ObjectNode create(ObjectNode request) {
        var name = Requests.required(request, "logGroupName");
        if (!NAME.matcher(name).matches()) {
            throw Requests.constraint(
                    "logGroupName", name, "Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
        if (groups.containsKey(name)) {
            throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        groups.put(name, made(name));
        return Json.object();
    }

    private ObjectNode delete(ObjectNode request) {
        groups.remove(group(request).name);
        return Json.object();
    }

    private ObjectNode putRetention(ObjectNode request) {
        var group = group(request);
        int days = request.path("retentionInDays").asInt();
        if (!RETENTIONS.contains(days)) {
            throw Requests.constraint(
                    "retentionInDays", Integer.toString(days), "Member must satisfy enum value set: " + RETENTIONS);
        }
        group.retentionDays = OptionalInt.of(days);
        return Json.object();
    }

    private ObjectNode deleteRetention(ObjectNode request) {
        group(request).retentionDays = OptionalInt.empty();
        return Json.object();
    }

    private ObjectNode describeGroups(ObjectNode request) {
        int limit = Requests.limit(request, MOST_DESCRIBED, MOST_DESCRIBED);
        var prefix = Json.text(request, "logGroupNamePrefix").orElse("");
        var part = Json.text(request, "logGroupNamePattern").orElse("");
        var page = Paging.of(
                groups.values().stream()
                        .filter(g -> g.name.startsWith(prefix) && g.name.contains(part))
                        .toList(),
                g -> g.name,
                limit,
                Json.text(request, "nextToken"),
                Requests::badToken);
        var answer = Json.object();
        var described = answer.putArray("logGroups");
        page.items().forEach(group -> {
            var node = described
                    .addObject()
                    .put("logGroupName", group.name)
                    .put("creationTime", group.createdAt.toEpochMilli())
                    .put("metricFilterCount", 0)
                    .put("arn", group.arn + ":*")
                    .put("storedBytes", group.bytes())
                    .put("logGroupClass", "STANDARD")
                    .put("logGroupArn", group.arn);
            group.retentionDays.ifPresent(days -> node.put("retentionInDays", days));
        });
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private ObjectNode describeStreams(ObjectNode request) {
        int limit = Requests.limit(request, MOST_DESCRIBED, MOST_DESCRIBED);
        var group = group(request);
        var prefix = Json.text(request, "logStreamNamePrefix");
        var order = Json.text(request, "orderBy").orElse("LogStreamName");
        if (!ORDERS.contains(order)) {
            throw Requests.constraint(
                    "orderBy", order, "Member must satisfy enum value set: [LogStreamName, LastEventTime]");
        }
        boolean byTime = order.equals("LastEventTime");
        if (byTime && prefix.isPresent()) {
            throw Requests.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        Comparator<LogStream> comparison = byTime
                ? Comparator.comparing(s -> s.last().map(LogEvent::time).orElse(Instant.EPOCH))
                : Comparator.comparing(LogStream::name);
        var found = group.streams().stream()
                .filter(s -> prefix.filter(p -> !s.name().startsWith(p)).isEmpty())
                .sorted(request.path("descending").asBoolean(false) ? comparison.reversed() : comparison)
                .toList();
        var page = Paging.of(found, LogStream::name, limit, Json.text(request, "nextToken"), Requests::badToken);
        var answer = Json.object();
        var described = answer.putArray("logStreams");
        page.items().forEach(stream -> {
            var node = described
                    .addObject()
                    .put("logStreamName", stream.name())
                    .put("creationTime", stream.createdAt().toEpochMilli())
                    .put("arn", group.arn + ":log-stream:" + stream.name())
                    // As AWS answers since 2019: the bytes of a stream are no longer counted.
                    .put("storedBytes", 0);
            stream.first()
                    .ifPresent(e -> node.put("firstEventTimestamp", e.time().toEpochMilli()));
            stream.last()
                    .ifPresent(e -> node.put("lastEventTimestamp", e.time().toEpochMilli())
                            .put("lastIngestionTime", e.time().toEpochMilli()));
        });
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return answer;
    }

    private ObjectNode getEvents(ObjectNode request) {
        var group = group(request);
        var stream = group.stream(Requests.required(request, "logStreamName")).orElseThrow(Logs::noStream);
        return queries.events(group, stream, request);
    }

    private LogGroup group(ObjectNode request) {
        return Optional.ofNullable(groups.get(Requests.group(request)))
                .orElseThrow(
                        () -> new AwsError("ResourceNotFoundException", "The specified log group does not exist."));
    }

    static AwsError noStream() {
        return new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
    }
}
