package dev.sloconsole.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reading events: GetLogEvents walks one stream both ways, FilterLogEvents looks through many. */
final class LogQueries {

    private static final int MOST_EVENTS = 10_000;

    /** An answer holds at most as many bytes of lines. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern POSITION = Pattern.compile("([fb])/(\\d{1,56})/s");

    /** An event and the stream that it is in. */
    private record Found(LogStream stream, LogEvent event) {}

    private final Supplier<Instant> clock;

    LogQueries(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /**
     * A page of one stream, oldest first: its end, unless it is to start from the head. The forward token leads to what
     * comes after the page, the backward token to what is before; where there is nothing more, the answer has the token
     * that was asked with, which is how a client sees the end.
     */
    ObjectNode events(LogGroup group, LogStream stream, ObjectNode request) {
        var from = Requests.millis(request, "startTime");
        var until = Requests.millis(request, "endTime");
        int limit = Requests.limit(request, MOST_EVENTS, MOST_EVENTS);
        var token = Json.text(request, "nextToken");
        var all = group.kept(stream, clock.get()).stream()
                .filter(e ->
                        from.filter(start -> e.time().toEpochMilli() < start).isEmpty())
                .filter(e -> until.filter(end -> e.time().toEpochMilli() >= end).isEmpty())
                .toList();
        boolean forward = token.map(t -> t.startsWith("f/"))
                .orElseGet(() -> request.path("startFromHead").asBoolean(false));
        var position = token.map(LogQueries::position);
        var eligible = all.stream()
                .filter(e -> position.filter(p -> forward ? e.number() <= p : e.number() >= p)
                        .isEmpty())
                .toList();
        var page = forward
                ? head(eligible, limit)
                : head(eligible.reversed(), limit).reversed();
        long before = page.isEmpty() ? position.orElse(0L) : page.getFirst().number();
        long after = page.isEmpty() ? position.orElse(0L) : page.getLast().number();
        var answer = Json.object();
        var events = answer.putArray("events");
        page.forEach(e -> events.addObject()
                .put("timestamp", e.time().toEpochMilli())
                .put("message", e.message())
                .put("ingestionTime", e.time().toEpochMilli()));
        return answer.put("nextForwardToken", token("f", after)).put("nextBackwardToken", token("b", before));
    }

    private static List<LogEvent> head(List<LogEvent> events, int limit) {
        int bytes = 0;
        int count = 0;
        for (var event : events) {
            bytes += event.message().length();
            if (count == limit || (count > 0 && bytes > MOST_BYTES)) {
                break;
            }
            count++;
        }
        return events.subList(0, count);
    }

    private static String token(String direction, long number) {
        return String.format(Locale.ROOT, "%s/%056d/s", direction, number);
    }

    private static long position(String token) {
        var match = POSITION.matcher(token);
        if (!match.matches()) {
            throw Requests.badToken();
        }
        try {
            return Long.parseLong(match.group(2).replaceFirst("^0+(?=\\d)", ""));
        } catch (NumberFormatException e) {
            throw Requests.badToken();
        }
    }

    /** The events of some streams that a pattern lets through, in the order in which they came. */
    ObjectNode filter(LogGroup group, ObjectNode request) {
        var from = Requests.millis(request, "startTime");
        var until = Requests.millis(request, "endTime");
        int limit = Requests.limit(request, MOST_EVENTS, MOST_EVENTS);
        var pattern = FilterPattern.parse(Json.text(request, "filterPattern").orElse(""));
        long after = Json.text(request, "nextToken").map(LogQueries::position).orElse(0L);
        var now = clock.get();
        var found = streams(group, request).stream()
                .flatMap(stream -> group.kept(stream, now).stream().map(event -> new Found(stream, event)))
                .filter(f -> f.event.number() > after)
                .filter(f -> from.filter(start -> f.event.time().toEpochMilli() < start)
                        .isEmpty())
                .filter(f ->
                        until.filter(end -> f.event.time().toEpochMilli() > end).isEmpty())
                .filter(f -> pattern.matches(f.event.message()))
                .sorted(Comparator.comparingLong(f -> f.event.number()))
                .toList();
        var fitting = head(found.stream().map(Found::event).toList(), limit).size();
        var answer = Json.object();
        var events = answer.putArray("events");
        found.subList(0, fitting)
                .forEach(f -> events.addObject()
                        .put("logStreamName", f.stream.name())
                        .put("timestamp", f.event.time().toEpochMilli())
                        .put("message", f.event.message())
                        .put("ingestionTime", f.event.time().toEpochMilli())
                        .put("eventId", String.format(Locale.ROOT, "%056d", f.event.number())));
        answer.putArray("searchedLogStreams");
        if (fitting < found.size()) {
            answer.put("nextToken", token("f", found.get(fitting - 1).event.number()));
        }
        return answer;
    }

    private static List<LogStream> streams(LogGroup group, ObjectNode request) {
        var names = Json.strings(request, "logStreamNames");
        Optional<String> prefix = Json.text(request, "logStreamNamePrefix");
        if (!names.isEmpty() && prefix.isPresent()) {
            throw Requests.invalid("LogStream names and LogStream name prefix are mutually exclusive parameters.");
        }
        if (names.stream().anyMatch(name -> group.stream(name).isEmpty())) {
            throw Logs.noStream();
        }
        return group.streams().stream()
                .filter(s -> names.isEmpty() || names.contains(s.name()))
                .filter(s -> prefix.filter(p -> !s.name().startsWith(p)).isEmpty())
                .toList();
    }
}
