package dev.sloconsole.stack;

import dev.sloconsole.stack.StackException.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * A failed call, understood: what kind it is, why it failed and what to do about it. The codes are those of AWS's
 * common errors (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html) and of the
 * services we call.
 *
 * @param why a clause without a full stop, such as {@code the credentials have expired}
 * @param advice a whole sentence
 * @param code AWS's code, if AWS answered
 * @param text AWS's words, if AWS answered
 */
record AwsFailure(Kind kind, String why, String advice, Optional<String> code, Optional<String> text) {

    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> REJECTED = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "AuthFailure",
            "InvalidAccessKeyId",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized");
    private static final Set<String> SIGNATURE =
            Set.of("SignatureDoesNotMatch", "InvalidSignatureException", "RequestTimeTooSkewed");
    private static final Set<String> DENIED = Set.of(
            "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired", "ForbiddenException");
    private static final Set<String> THROTTLED = Set.of(
            "Throttling",
            "ThrottlingException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "TooManyRequestsException");
    private static final Set<String> QUOTA =
            Set.of("LimitExceeded", "LimitExceededException", "ResourceLimitExceeded", "ServiceQuotaExceededException");

    /** One of the places in the SDK's chain: its name, the profile if it is that, and what it says. */
    private static final Pattern PLACE = Pattern.compile(
            "[^A-Z]*([A-Z][A-Za-z]+)CredentialsProvider\\((?:profileName=([^,]*),)?.*?\\): (.+)", Pattern.DOTALL);

    /** A chain within the chain, with the names of its classes. */
    private static final String CHAIN = " from any of the providers in the chain [\\w.]+@(?s:.*)";

    /** How the SDK says of a place that nobody has set anything there. */
    private static final List<String> NOTHING_SET = List.of(
            "Unable to load credentials from system settings. Access key must be specified",
            "Either the environment variable AWS_WEB_IDENTITY_TOKEN_FILE",
            "Cannot fetch credentials from container - neither",
            "IMDS credentials have been disabled",
            "Failed to load credentials from IMDS");

    private static final String SIGN_IN = "Renew them: `aws sso login`, or `aws login`, each with your --profile; keys"
            + " in the environment need a new console. The class goes on as soon as they are good again.";

    static AwsFailure of(Throwable failure, CloudAccess access) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof AwsServiceException refused) {
                return ofAnswer(refused);
            }
        }
        return ofSilence(failure, access);
    }

    /** One sentence for a banner: what cannot be read, why, and what to do. */
    String sentence(String what) {
        return what + ": " + why + "; " + advice.substring(0, 1).toLowerCase(Locale.ROOT) + advice.substring(1);
    }

    /** The exception for a command, which AWS would not or could not carry out. */
    StackException exception(String attempted, Throwable cause) {
        return new StackException(kind, attempted, why, advice, code, text, cause);
    }

    private static AwsFailure ofAnswer(AwsServiceException refused) {
        var details = Optional.ofNullable(refused.awsErrorDetails());
        var code = details.map(AwsErrorDetails::errorCode).filter(known -> !known.isBlank());
        var text = details.map(AwsErrorDetails::errorMessage).filter(known -> !known.isBlank());
        var name = code.orElse("HTTP " + refused.statusCode());
        var said = name + text.map(words -> ": " + words).orElse("");
        var quoted = " (" + stripFullStop(said) + ")";
        if (refused.isThrottlingException() || THROTTLED.contains(name)) {
            return new AwsFailure(
                    Kind.THROTTLED,
                    "AWS is throttling us" + quoted,
                    "Wait a little; if it stays, close other consoles and scripts that use this account.",
                    code,
                    text);
        }
        if (EXPIRED.contains(name)) {
            return new AwsFailure(
                    Kind.CREDENTIALS_EXPIRED, "the credentials have expired" + quoted, SIGN_IN, code, text);
        }
        if (SIGNATURE.contains(name)) {
            return new AwsFailure(
                    Kind.CREDENTIALS_REJECTED,
                    "the request's signature was refused" + quoted,
                    "Check the secret access key, and that this computer's clock is right.",
                    code,
                    text);
        }
        if (REJECTED.contains(name)) {
            return new AwsFailure(
                    Kind.CREDENTIALS_REJECTED,
                    "the credentials were refused" + quoted,
                    "Check AWS_PROFILE or the access key, and that the account has the region enabled.",
                    code,
                    text);
        }
        if (DENIED.contains(name)) {
            return new AwsFailure(
                    Kind.ACCESS_DENIED,
                    "permission was denied" + quoted,
                    "Ask the account's administrator for the action that the text names, or use another profile.",
                    code,
                    text);
        }
        if (QUOTA.contains(name)) {
            return new AwsFailure(
                    Kind.QUOTA,
                    "a limit of the account is reached" + quoted,
                    "Delete what is no longer needed, or raise the limit under Service Quotas.",
                    code,
                    text);
        }
        return switch (name) {
            case "InsufficientCapabilitiesException" ->
                new AwsFailure(
                        Kind.INSUFFICIENT_CAPABILITIES,
                        "the template wants more than we agreed to" + quoted,
                        "The console grants CAPABILITY_IAM only; take named IAM resources and macros out of the template.",
                        code,
                        text);
            case "AlreadyExistsException" ->
                new AwsFailure(
                        Kind.ALREADY_EXISTS,
                        "a stack of that name exists" + quoted,
                        "Delete it first, or choose another stack name.",
                        code,
                        text);
            case "ValidationError" -> validation(said, code, text);
            case "ClusterNotFoundException", "ServiceNotFoundException", "ServiceNotFound", "NamespaceNotFound" ->
                new AwsFailure(
                        Kind.NOT_FOUND,
                        "it does not exist" + quoted,
                        "Check the stack's name and the region, and whether it has been deleted.",
                        code,
                        text);
            case "InvalidParameterException" ->
                text.orElse("").contains("not found")
                        ? new AwsFailure(
                                Kind.NOT_FOUND,
                                "it does not exist" + quoted,
                                "It has probably stopped already; look at the list of tasks.",
                                code,
                                text)
                        : new AwsFailure(
                                Kind.INVALID_REQUEST,
                                "a value was refused" + quoted,
                                "Correct the value that the text names.",
                                code,
                                text);
            case "UnknownOperationException" ->
                new AwsFailure(
                        Kind.OTHER,
                        "the endpoint does not know the operation" + quoted,
                        "Check that the endpoint is a local cloud of this version.",
                        code,
                        text);
            default ->
                refused.statusCode() >= 500
                        ? new AwsFailure(
                                Kind.UNAVAILABLE,
                                "the service itself failed" + quoted,
                                "Wait a little; if it stays, look at https://health.aws.amazon.com/.",
                                code,
                                text)
                        : new AwsFailure(
                                Kind.OTHER,
                                "it was refused" + quoted,
                                "Search for the code in AWS's documentation.",
                                code,
                                text);
        };
    }

    private static AwsFailure validation(String said, Optional<String> code, Optional<String> text) {
        var words = text.orElse("");
        var why = " (" + stripFullStop(said) + ")";
        if (words.contains("does not exist")) {
            return new AwsFailure(
                    Kind.NOT_FOUND,
                    "it does not exist" + why,
                    "Check the stack's name and the region, and whether it has been deleted.",
                    code,
                    text);
        }
        return words.startsWith("Parameter")
                ? new AwsFailure(
                        Kind.INVALID_REQUEST,
                        "a parameter of the template is not as it must be" + why,
                        "Correct the parameter that the text names, and deploy again.",
                        code,
                        text)
                : new AwsFailure(
                        Kind.INVALID_REQUEST,
                        "the request was found invalid" + why,
                        "Correct what the text names, and try again.",
                        code,
                        text);
    }

    /** A failure without an answer of AWS's, told apart by its causes and, for lack of types, by the SDK's words. */
    private static AwsFailure ofSilence(Throwable failure, CloudAccess access) {
        var where = access.endpoint().map(Object::toString).orElse("AWS in " + access.region());
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            var words = String.valueOf(each.getMessage());
            switch (each) {
                case UnknownHostException unknown -> {
                    return silent(
                            Kind.NO_NETWORK,
                            "the name " + unknown.getMessage() + " could not be resolved",
                            "Check the network connection and the region's name.");
                }
                case ConnectException refused -> {
                    return silent(
                            Kind.NO_NETWORK, "nothing answers at " + where + " (" + words + ")", reachable(access));
                }
                case NoRouteToHostException none -> {
                    return silent(Kind.NO_NETWORK, "there is no route to " + where, reachable(access));
                }
                case SocketTimeoutException late -> {
                    return silent(Kind.TIMEOUT, where + " took too long to answer", reachable(access));
                }
                case ApiCallTimeoutException late -> {
                    return silent(Kind.TIMEOUT, where + " took too long to answer", reachable(access));
                }
                case ApiCallAttemptTimeoutException late -> {
                    return silent(Kind.TIMEOUT, where + " took too long to answer", reachable(access));
                }
                case IncompleteAnswerException half -> {
                    return silent(
                            Kind.UNREADABLE_ANSWER,
                            words,
                            "Check that nothing stands between here and " + where + " that changes answers.");
                }
                default -> {}
            }
            if (words.toLowerCase(Locale.ROOT).contains("expired")) {
                return silent(Kind.CREDENTIALS_EXPIRED, "the credentials have expired", SIGN_IN);
            }
            if (words.contains("Unable to load credentials")
                    || words.contains("must be on the class path")
                    || words.contains("Profile file contained no credentials")) {
                return silent(
                        Kind.NO_CREDENTIALS,
                        "no AWS credentials were found: " + cause(words),
                        "Sign in with `aws sso login` or `aws login`, name the profile in AWS_PROFILE, or set"
                                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
            }
            if (words.contains("Unable to unmarshall") || words.contains("Premature EOF")) {
                return silent(
                        Kind.UNREADABLE_ANSWER,
                        "the answer of " + where + " could not be read",
                        "Check that nothing stands between here and there that changes answers.");
            }
        }
        return silent(
                Kind.OTHER,
                stripFullStop(String.valueOf(failure.getMessage())),
                "Check the network connection, and look at the log.");
    }

    /**
     * The SDK's own cause. Of all the places that its chain has looked in, the one that says more than that nothing is
     * set, or else those that a person would set: the environment and the profile.
     */
    private static String cause(String words) {
        var ofTheProfile = "no profile holds any";
        for (var place :
                words.substring(words.lastIndexOf(" : [") + 1).split(", (?=[A-Z][A-Za-z]+CredentialsProvider\\()")) {
            var matcher = PLACE.matcher(place);
            if (!matcher.matches()) {
                continue;
            }
            var said = stripFullStop(matcher.group(3).replaceFirst(CHAIN, "").replaceFirst("]$", ""));
            if (said.startsWith("Profile file contained no credentials")) {
                ofTheProfile = said.replaceFirst(": ProfileFile\\(.*$", "").replaceFirst("^P", "p");
            } else if (NOTHING_SET.stream().noneMatch(said::startsWith)) {
                return matcher.group(2) == null ? said : "profile " + matcher.group(2) + ": " + said;
            }
        }
        return "AWS_ACCESS_KEY_ID is not set, and the " + ofTheProfile;
    }

    private static AwsFailure silent(Kind kind, String why, String advice) {
        return new AwsFailure(kind, why, advice, Optional.empty(), Optional.empty());
    }

    private static String reachable(CloudAccess access) {
        return access.endpoint().isPresent()
                ? "Check that the local cloud is still running."
                : "Check the network connection, the region's name and the proxy settings.";
    }

    private static String stripFullStop(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }
}
