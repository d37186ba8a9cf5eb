package dev.sloconsole.desktop.live;

import dev.sloconsole.stack.StackParameters;
import dev.sloconsole.stack.StackSpec;
import dev.sloconsole.stack.StackTemplate;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What is deployed: the lesson's template with the parameters of the surroundings, a Grafana password that nobody has to
 * know, and the guard against forgetting it.
 *
 * @param owner who deploys it, for the tag of that name
 * @param autoStop after which both services are scaled to zero; empty for never
 */
public record StackSpecs(String stackName, String owner, Optional<Duration> autoStop)
        implements Function<Surroundings, StackSpec> {

    private static final String PASSWORD_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789_-";
    private static final int PASSWORD_LENGTH = 32;
    private static final Pattern RESOURCE = Pattern.compile("(?m)^  Type: AWS::\\S+\\R(  Condition: )?");

    @Override
    public StackSpec apply(Surroundings surroundings) {
        var parameters = new TreeMap<>(surroundings.parameters().get());
        parameters.put("GrafanaAdminPassword", password());
        parameters.put("Owner", owner);
        autoStop.ifPresent(after -> parameters.put(
                StackParameters.AUTO_STOP, StackParameters.text(Instant.now().plus(after))));
        return new StackSpec(stackName, StackTemplate.load(), parameters);
    }

    /** How many resources a deployment will make. */
    public int expectedResources() {
        return (int) RESOURCE.matcher(StackTemplate.load())
                .results()
                .filter(resource -> resource.group(1) == null || autoStop.isPresent())
                .count();
    }

    private static String password() {
        var text = new StringBuilder();
        new SecureRandom()
                .ints(PASSWORD_LENGTH, 0, PASSWORD_LETTERS.length())
                .forEach(i -> text.append(PASSWORD_LETTERS.charAt(i)));
        return text.toString();
    }
}
