package dev.sloconsole.local.secrets;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A password made as {@code GenerateSecretString} asks for, alone or as a field of a JSON text.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html">
 *     GetRandomPassword, whose wishes these are</a>
 */
public final class GeneratedSecret {

    private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
    private static final String NUMBERS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final int DEFAULT_LENGTH = 32;
    private static final int MAX_LENGTH = 4096;
    private static final ObjectMapper JSON = new ObjectMapper();

    private GeneratedSecret() {}

    /**
     * The secret's text.
     *
     * @param wish the property with its fields as the template writes them
     * @throws AwsError an InvalidParameterException if no password can be as wished
     */
    public static String of(JsonNode wish, Random random) {
        var password = password(wish, random);
        boolean template = wish.has("SecretStringTemplate");
        if (template != wish.has("GenerateStringKey")) {
            throw invalid("Give SecretStringTemplate and GenerateStringKey together, or neither.");
        }
        if (!template) {
            return password;
        }
        try {
            if (JSON.readTree(wish.path("SecretStringTemplate").asText()) instanceof ObjectNode object) {
                return object.put(wish.path("GenerateStringKey").asText(), password)
                        .toString();
            }
        } catch (JacksonException e) {
            throw invalid("SecretStringTemplate is no JSON: " + e.getOriginalMessage());
        }
        throw invalid("SecretStringTemplate is no JSON object.");
    }

    private static String password(JsonNode wish, Random random) {
        var kinds = kinds(wish);
        var lengthText = wish.path("PasswordLength").asText(Integer.toString(DEFAULT_LENGTH));
        int length = lengthText.matches("\\d{1,4}") ? Integer.parseInt(lengthText) : 0;
        boolean each = wish.path("RequireEachIncludedType").asBoolean(true);
        if (length < 1 || length > MAX_LENGTH) {
            throw invalid("PasswordLength must be a number from 1 to " + MAX_LENGTH + ".");
        }
        if (kinds.isEmpty() || (each && kinds.size() > length)) {
            throw invalid("No password of " + length + " characters can be made of what is not excluded.");
        }
        var characters = new ArrayList<String>();
        if (each) {
            kinds.forEach(kind -> characters.add(one(kind, random)));
        }
        var all = String.join("", kinds);
        while (characters.size() < length) {
            characters.add(one(all, random));
        }
        Collections.shuffle(characters, random);
        return String.join("", characters);
    }

    /** The characters of each kind that may occur; a kind of which none may is left out. */
    private static List<String> kinds(JsonNode wish) {
        var kinds = new ArrayList<String>();
        if (!wish.path("ExcludeLowercase").asBoolean()) {
            kinds.add(LOWERCASE);
        }
        if (!wish.path("ExcludeUppercase").asBoolean()) {
            kinds.add(LOWERCASE
                    .chars()
                    .mapToObj(c -> Character.toString(Character.toUpperCase(c)))
                    .collect(Collectors.joining()));
        }
        if (!wish.path("ExcludeNumbers").asBoolean()) {
            kinds.add(NUMBERS);
        }
        if (!wish.path("ExcludePunctuation").asBoolean()) {
            kinds.add(PUNCTUATION);
        }
        if (wish.path("IncludeSpace").asBoolean()) {
            kinds.add(" ");
        }
        var excluded = wish.path("ExcludeCharacters").asText();
        return kinds.stream()
                .map(kind -> kind.chars()
                        .filter(c -> excluded.indexOf(c) < 0)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .filter(kind -> !kind.isEmpty())
                .toList();
    }

    private static String one(String characters, Random random) {
        int at = random.nextInt(characters.length());
        return characters.substring(at, at + 1);
    }

    private static AwsError invalid(String what) {
        return new AwsError("InvalidParameterException", "GenerateSecretString: " + what);
    }
}
