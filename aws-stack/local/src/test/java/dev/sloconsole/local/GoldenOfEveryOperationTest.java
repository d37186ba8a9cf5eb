package dev.sloconsole.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.wire.AwsService.JsonService;
import dev.sloconsole.local.wire.AwsService.QueryService;
import dev.sloconsole.local.wire.AwsService.RestXmlService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that the endpoint can do is without a golden: a file with a request of it and its answer. */
class GoldenOfEveryOperationTest {

    /** Of these there is only a refusal: nothing can be imported here. */
    private static final Path FILES = Path.of("src/test/resources/dev/sloconsole/local");

    /** The first lines of all goldens, each with what follows it up to the answer. */
    private static List<String> requests() throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            return files.filter(file -> file.toString().matches(".*[/\\\\]golden[^/\\\\]*[/\\\\][^/\\\\]+\\.txt"))
                    .map(GoldenOfEveryOperationTest::request)
                    .toList();
        }
    }

    private static String request(Path file) {
        try {
            var parts = Files.readString(file).split("\n----\n", 2);
            return parts[0].replaceAll("\n(?=&)", "") + "\n"
                    + parts[1].lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyOperationHasAGoldenOfItsSuccess(@TempDir Path folder) throws IOException {
        var requests = requests();
        var without = new TreeSet<String>();
        try (var cloud = LocalCloud.start(new LocalCloudConfig(0, Pace.FAST, "eu-west-1", List.of(), folder))) {
            for (var service : cloud.services()) {
                switch (service) {
                    case JsonService json ->
                        json.operations().keySet().forEach(name -> {
                            var target = json.targetPrefix() + "." + name;
                            if (requests.stream()
                                    .noneMatch(r ->
                                            r.lines().findFirst().orElse("").endsWith(target) && r.endsWith("\n200"))) {
                                without.add(target);
                            }
                        });
                    case QueryService query ->
                        query.operations().keySet().forEach(name -> {
                            if (requests.stream()
                                    .noneMatch(r -> r.matches("(?s)(.*&)?Action=" + name + "[&\n].*")
                                            && r.contains("Version=" + query.version())
                                            && r.endsWith("\n200"))) {
                                without.add(query.version() + " " + name);
                            }
                        });
                    case RestXmlService rest ->
                        rest.routes().forEach(route -> {
                            var call = route.method() + " " + route.path().replaceAll("\\{[^}]*}", "[^/?]+");
                            if (requests.stream().noneMatch(r -> r.matches("(?s)" + call + "/?[?\n].*"))) {
                                without.add(call);
                            }
                        });
                }
            }
        }
        assertThat(without).isEmpty();
    }
}
