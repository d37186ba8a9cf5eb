package dev.sloconsole.local.ground;

/**
 * Whose cloud it is; part of every ARN.
 *
 * @param id twelve digits
 */
public record Account(String id, String region) {

    /** The account number that the local cloud uses. */
    public static final String LOCAL_ID = "000000000000";

    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }
}
