package dev.sloconsole.local.dns;

import java.util.Locale;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** DNS names between their two forms: dnsjava's, and the zones' own (lower case, no dot at the end). */
final class Names {

    private Names() {}

    static String plain(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    static Name absolute(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("Not a DNS name: " + name, e);
        }
    }
}
