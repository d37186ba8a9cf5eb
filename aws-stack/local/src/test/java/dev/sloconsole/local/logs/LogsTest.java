package dev.sloconsole.local.logs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Instant now = Instant.now();
    private final Logs logs = new Logs(new Account(Account.LOCAL_ID, "eu-west-1"), () -> now);
    private LogStream stream = new LogStream("none", now);

    @BeforeEach
    void openStream() {
        call("CreateLogGroup", "{'logGroupName':'/demo'}");
        stream = logs.open("/demo", "app/app/1", false).orElseThrow();
    }

    private ObjectNode call(String operation, String request) {
        try {
            return requireNonNull(logs.service().operations().get(operation))
                    .call((ObjectNode) MAPPER.readTree(request.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> messages(JsonNode answer) {
        return answer.path("events")
                .valueStream()
                .map(e -> e.path("message").asText())
                .toList();
    }

    private void say(String... lines) {
        for (var line : lines) {
            stream.add(line);
        }
    }

    private ObjectNode get(String more) {
        return call("GetLogEvents", "{'logGroupName':'/demo','logStreamName':'app/app/1'" + more + "}");
    }

    @Test
    void forwardTokenFollowsAStreamAndStaysTheSameAtItsEnd() {
        say("1", "2", "3");
        var page = get(",'startFromHead':true,'limit':2");
        assertThat(messages(page)).containsExactly("1", "2");
        page = get(",'nextToken':'" + page.path("nextForwardToken").asText() + "'");
        assertThat(messages(page)).containsExactly("3");
        var token = page.path("nextForwardToken").asText();
        page = get(",'nextToken':'" + token + "'");
        assertThat(messages(page)).isEmpty();
        assertThat(page.path("nextForwardToken").asText())
                .isEqualTo(token)
                .startsWith("f/")
                .endsWith("/s");
        say("4");
        assertThat(messages(get(",'nextToken':'" + token + "'"))).containsExactly("4");
    }

    @Test
    void backwardTokenLeadsToWhatWasBeforeTheEnd() {
        say("1", "2", "3", "4", "5");
        var page = get(",'limit':2");
        assertThat(messages(page)).containsExactly("4", "5");
        page = get(",'limit':2,'nextToken':'" + page.path("nextBackwardToken").asText() + "'");
        assertThat(messages(page)).containsExactly("2", "3");
        page = get(",'limit':2,'nextToken':'" + page.path("nextBackwardToken").asText() + "'");
        assertThat(messages(page)).containsExactly("1");
        var token = page.path("nextBackwardToken").asText();
        assertThat(get(",'nextToken':'" + token + "'").path("nextBackwardToken").asText())
                .isEqualTo(token);
    }

    @Test
    void endTimeIsNoPartOfAStreamsEventsButOfAFilters() {
        say("1");
        long at = get("").path("events").path(0).path("timestamp").asLong();
        assertThat(messages(get(",'startTime':" + at))).containsExactly("1");
        assertThat(messages(get(",'endTime':" + at))).isEmpty();
        assertThat(messages(call("FilterLogEvents", "{'logGroupName':'/demo','endTime':" + at + "}")))
                .containsExactly("1");
        assertThat(messages(call("FilterLogEvents", "{'logGroupName':'/demo','startTime':" + (at + 1) + "}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "error|an error occurred|true",
                "error|an Error occurred|false",
                "error disk|the disk: error|true",
                "error disk|error|false",
                "\"GET /health\"|127.0.0.1 GET /health 200|true",
                "\"GET /health\"|GET of /health|false",
                "error -timeout|error: refused|true",
                "error -timeout|error: timeout|false",
                "-\"GET /health\"|GET /health|false",
                "?error ?warn|a warn|true",
                "?error ?warn|fine|false",
                "``|anything|true",
            })
    void patternOfTerms(String pattern, String line, boolean matches) {
        assertThat(FilterPattern.parse(pattern).matches(line)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ $.level = \"error\" }", "[ip, user, ...]", "%err.r%", "\"open", "a:b"})
    void otherPatternsAreRefused(String pattern) {
        assertThatThrownBy(() -> FilterPattern.parse(pattern))
                .isInstanceOfSatisfying(
                        AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterException"));
    }

    @Test
    void filterLooksThroughTheStreamsThatAreNamedOrAllInTheOrderOfTheirLines() {
        var other = logs.open("/demo", "app/app/2", false).orElseThrow();
        say("one");
        other.add("two");
        say("three");
        assertThat(messages(call("FilterLogEvents", "{'logGroupName':'/demo'}")))
                .containsExactly("one", "two", "three");
        assertThat(messages(call("FilterLogEvents", "{'logGroupName':'/demo','logStreamNames':['app/app/2']}")))
                .containsExactly("two");
        assertThat(messages(call("FilterLogEvents", "{'logGroupName':'/demo','logStreamNamePrefix':'app/app/1'}")))
                .containsExactly("one", "three");
        var seen = new ArrayList<String>();
        var page = call("FilterLogEvents", "{'logGroupName':'/demo','limit':2}");
        seen.addAll(messages(page));
        page = call(
                "FilterLogEvents",
                "{'logGroupName':'/demo','limit':2,'nextToken':'"
                        + page.path("nextToken").asText() + "'}");
        seen.addAll(messages(page));
        assertThat(seen).containsExactly("one", "two", "three");
        assertThat(page.has("nextToken")).isFalse();
    }

    @Test
    void oldestLinesGoWhenThereAreTooManyOrTooLongOnes() {
        var small = new LogStream("small", now, 3, 10);
        List.of("a", "b", "c", "d").forEach(small::add);
        assertThat(small.events()).extracting(LogEvent::message).containsExactly("b", "c", "d");
        small.add("12345678");
        assertThat(small.events()).extracting(LogEvent::message).containsExactly("c", "d", "12345678");
        small.add("123456789");
        assertThat(small.events()).extracting(LogEvent::message).containsExactly("123456789");
        assertThat(small.bytes()).isEqualTo(9);
    }

    @Test
    void retentionEndsWhatIsOlder() {
        say("old");
        call("PutRetentionPolicy", "{'logGroupName':'/demo','retentionInDays':1}");
        assertThat(messages(get(""))).containsExactly("old");
        now = now.plus(Duration.ofDays(1)).plusSeconds(60);
        assertThat(messages(get(""))).isEmpty();
        call("DeleteRetentionPolicy", "{'logGroupName':'/demo'}");
        assertThat(messages(get(""))).containsExactly("old");
        assertThatThrownBy(() -> call("PutRetentionPolicy", "{'logGroupName':'/demo','retentionInDays':2}"))
                .hasMessageStartingWith("1 validation error detected: Value '2' at 'retentionInDays' failed");
    }

    @Test
    void streamsAreListedByNameOrByTheirLastLine() {
        var other = logs.open("/demo", "a/app/2", false).orElseThrow();
        other.add("x");
        assertThat(streams("")).containsExactly("a/app/2", "app/app/1");
        assertThat(streams(",'orderBy':'LastEventTime','descending':true")).containsExactly("a/app/2", "app/app/1");
        assertThat(streams(",'orderBy':'LastEventTime'")).containsExactly("app/app/1", "a/app/2");
        assertThat(streams(",'logStreamNamePrefix':'app'")).containsExactly("app/app/1");
        assertThat(streams(",'limit':1")).hasSize(1);
        assertThatThrownBy(() -> streams(",'orderBy':'LastEventTime','logStreamNamePrefix':'a'"))
                .hasMessage("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }

    private List<String> streams(String more) {
        return call("DescribeLogStreams", "{'logGroupName':'/demo'" + more + "}")
                .path("logStreams")
                .valueStream()
                .map(s -> s.path("logStreamName").asText())
                .toList();
    }

    @Test
    void groupsComeAndGoByName() {
        assertThatThrownBy(() -> call("CreateLogGroup", "{'logGroupName':'/demo'}"))
                .isInstanceOfSatisfying(
                        AwsError.class, e -> assertThat(e.code()).isEqualTo("ResourceAlreadyExistsException"));
        call("DeleteLogGroup", "{'logGroupName':'/demo'}");
        assertThatThrownBy(() -> get("")).hasMessage("The specified log group does not exist.");
        call("CreateLogGroup", "{'logGroupName':'/demo'}");
        assertThatThrownBy(() -> get("")).hasMessage("The specified log stream does not exist.");
        assertThat(call("DescribeLogGroups", "{'logGroupNamePrefix':'/d'}").path("logGroups"))
                .hasSize(1);
        assertThat(logs.open("/nope", "s", false)).isEmpty();
        assertThat(logs.open("/made", "s", true)).isPresent();
    }
}
