package dev.sloconsole.prometheus.template;

import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.golang.GoValue;
import dev.sloconsole.prometheus.template.Node.Command;
import dev.sloconsole.prometheus.template.Node.Operand;
import dev.sloconsole.prometheus.template.Node.Pipeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a template; what is wrong is told by an {@link IllegalArgumentException} that says what to do. */
final class TemplateParser {

    private static final Set<String> OTHER_KEYWORDS = Set.of("template", "define", "block", "break", "continue", "try");
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\"(?:[^\"\\\\\\n]|\\\\.)*\"|`[^`]*`|'(?:[^'\\\\\\n]|\\\\.[^']*)'|:=|[|()=,]"
                    + "|\\$\\w*(?:\\.\\w+)*|(?:\\.\\w+)+|\\."
                    + "|[-+]?(?:0[xX][0-9a-fA-F_]+|\\d[\\d_]*\\.?\\d*(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?)|\\w+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\.?\\d.*");
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private final Deque<Set<String>> variables = new ArrayDeque<>();
    private int depth;

    private List<String> tokens = List.of();
    private int token;
    private String action = "";

    private TemplateParser(String text) {
        this.text = text;
        this.variables.push(new HashSet<>(Set.of("$", "$labels", "$externalLabels", "$value")));
    }

    static List<Node> parse(String text) {
        var parser = new TemplateParser(text);
        var nodes = new ArrayList<Node>();
        String end = parser.nodes(nodes);
        if (!end.isEmpty()) {
            throw new IllegalArgumentException("{{ " + end
                    + " }} without {{ if }}, {{ with }} or {{ range }} before it in \"" + text + "\". Remove it.");
        }
        return nodes;
    }

    /** Reads up to {@code else} or {@code end}, whose action is returned, or to the end of the text. */
    private String nodes(List<Node> into) {
        while (true) {
            int open = text.indexOf("{{", at);
            String plain = text.substring(at, open < 0 ? text.length() : open);
            boolean trimEnd = open >= 0
                    && text.startsWith("-", open + 2)
                    && open + 3 < text.length()
                    && Character.isWhitespace(text.charAt(open + 3));
            plain = trimEnd ? plain.stripTrailing() : plain;
            if (!plain.isEmpty()) {
                into.add(new Node.Plain(plain));
            }
            if (open < 0) {
                at = text.length();
                return "";
            }
            String inner = inner(open + (trimEnd ? 3 : 2));
            if (inner.startsWith("/*")) {
                continue;
            }
            begin(inner);
            String word = tokens.isEmpty() ? "" : tokens.getFirst();
            switch (word) {
                case "else", "end" -> {
                    return inner;
                }
                case "if", "with" -> {
                    token++;
                    into.add(branch(word.equals("with")));
                }
                case "range" -> {
                    token++;
                    into.add(loop());
                }
                default -> into.add(statement());
            }
        }
    }

    /** The text of an action from behind its opening; moves behind its end. */
    private String inner(int from) {
        int i = from;
        while (i < text.length() && !text.startsWith("}}", i)) {
            char c = text.charAt(i);
            if (c == '"' || c == '`' || c == '\'') {
                i++;
                while (i < text.length() && text.charAt(i) != c) {
                    i += c != '`' && text.charAt(i) == '\\' ? 2 : 1;
                }
            }
            i++;
        }
        if (i >= text.length()) {
            throw new IllegalArgumentException("unclosed action in \"" + text + "\". Close it with }}.");
        }
        at = i + 2;
        String inner = text.substring(from, i);
        if (inner.endsWith("-") && inner.length() > 1 && Character.isWhitespace(inner.charAt(inner.length() - 2))) {
            inner = inner.substring(0, inner.length() - 1);
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return inner.strip();
    }

    private void begin(String inner) {
        action = inner;
        var found = new ArrayList<String>();
        var matcher = TOKEN.matcher(inner);
        int end = 0;
        while (end < inner.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw wrong("\"" + inner.charAt(end) + "\" cannot stand there");
            }
            if (!matcher.group().isBlank()) {
                found.add(matcher.group());
            }
            end = matcher.end();
        }
        tokens = found;
        token = 0;
        if (found.isEmpty()) {
            throw wrong("a value is missing");
        }
        if (OTHER_KEYWORDS.contains(found.getFirst())) {
            throw wrong(
                    "\"" + found.getFirst() + "\" is not supported here. Of Go's templates there are if, else, with, "
                            + "range, end, variables and pipelines");
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw wrong("nested more than " + DEEPEST + " deep");
        }
        variables.push(new HashSet<>(variables.getFirst()));
    }

    /** @param opened what the keyword must end */
    private void checkClosed(String keyword, String opened) {
        if (!keyword.equals("end")) {
            throw new IllegalArgumentException((keyword.isEmpty()
                            ? "{{ end }} is missing in \""
                            : "{{ " + keyword + " }} cannot stand there in \"")
                    + text + "\". Close every " + opened + " with {{ end }}.");
        }
    }

    private Node branch(boolean with) {
        deeper();
        Optional<String> variable = declared();
        var condition = whole();
        var then = new ArrayList<Node>();
        String end = nodes(then);
        variables.pop();
        variables.push(new HashSet<>(variables.getFirst()));
        variable.ifPresent(name -> variables.getFirst().add(name));
        var otherwise = new ArrayList<Node>();
        if (end.equals("else")) {
            end = nodes(otherwise);
        } else if (end.startsWith("else ")) {
            // {{ else if }} has the {{ end }} of the whole.
            begin(end.substring("else ".length()).strip());
            boolean elseWith = tokens.getFirst().equals("with");
            if (!elseWith && !tokens.getFirst().equals("if")) {
                throw wrong("only if or with can stand behind else");
            }
            token++;
            otherwise.add(branch(elseWith));
            end = "end";
        }
        checkClosed(end, "{{ if }} and {{ with }}");
        variables.pop();
        depth--;
        return new Node.Branch(with, variable, condition, then, otherwise);
    }

    private Node loop() {
        deeper();
        Optional<String> key = Optional.empty();
        if (token + 3 < tokens.size()
                && tokens.get(token).startsWith("$")
                && tokens.get(token + 1).equals(",")
                && tokens.get(token + 3).equals(":=")) {
            key = Optional.of(tokens.get(token));
            token += 2;
        }
        Optional<String> element = declared();
        var over = whole();
        key.ifPresent(name -> variables.getFirst().add(name));
        var body = new ArrayList<Node>();
        String end = nodes(body);
        variables.pop();
        var otherwise = new ArrayList<Node>();
        if (end.equals("else")) {
            end = nodes(otherwise);
        }
        checkClosed(end, "{{ range }}");
        depth--;
        return new Node.Loop(key, element, over, body, otherwise);
    }

    /** The variable of {@code $x := …}, where that is what follows. */
    private Optional<String> declared() {
        if (token + 1 < tokens.size()
                && tokens.get(token).startsWith("$")
                && tokens.get(token + 1).equals(":=")) {
            String name = tokens.get(token);
            token += 2;
            variables.getFirst().add(name);
            return Optional.of(name);
        }
        return Optional.empty();
    }

    private Node statement() {
        if (tokens.size() > 1
                && tokens.getFirst().startsWith("$")
                && !tokens.getFirst().contains(".")) {
            String name = tokens.getFirst();
            if (tokens.get(1).equals(":=")) {
                token = 2;
                var value = whole();
                variables.getFirst().add(name);
                return new Node.Assign(name, true, value);
            }
            if (tokens.get(1).equals("=")) {
                known(name);
                token = 2;
                return new Node.Assign(name, false, whole());
            }
        }
        return new Node.Action(whole());
    }

    private Pipeline whole() {
        var pipeline = pipeline();
        if (token < tokens.size()) {
            throw wrong("\"" + tokens.get(token) + "\" cannot stand there");
        }
        return pipeline;
    }

    private Pipeline pipeline() {
        var commands = new ArrayList<Command>();
        do {
            commands.add(command(commands.isEmpty()));
        } while (accept("|"));
        return new Pipeline(action, commands);
    }

    private boolean accept(String wanted) {
        boolean found = token < tokens.size() && tokens.get(token).equals(wanted);
        token += found ? 1 : 0;
        return found;
    }

    private Command command(boolean first) {
        if (token < tokens.size()
                && Character.isLetter(tokens.get(token).charAt(0))
                && !isConstant(tokens.get(token))) {
            String name = tokens.get(token++);
            TemplateFunctions.check(name, action);
            var arguments = new ArrayList<Operand>();
            while (token < tokens.size()
                    && !tokens.get(token).equals("|")
                    && !tokens.get(token).equals(")")) {
                arguments.add(operand());
            }
            TemplateFunctions.checkCount(name, arguments.size() + (first ? 0 : 1), action);
            return new Command.Call(name, arguments);
        }
        var operand = operand();
        if (!first) {
            throw wrong("only a function can stand behind |");
        }
        if (token < tokens.size()
                && !tokens.get(token).equals("|")
                && !tokens.get(token).equals(")")) {
            throw wrong("a value takes no arguments");
        }
        return new Command.Value(operand);
    }

    private static boolean isConstant(String word) {
        return word.equals("true") || word.equals("false") || word.equals("nil");
    }

    private Operand operand() {
        if (token == tokens.size()) {
            throw wrong("a value is missing");
        }
        String word = tokens.get(token++);
        char start = word.charAt(0);
        if (word.equals("(")) {
            if (++depth > DEEPEST) {
                throw wrong("nested more than " + DEEPEST + " deep");
            }
            var nested = pipeline();
            if (!accept(")")) {
                throw wrong("a closing parenthesis is missing");
            }
            depth--;
            boolean hasFields = token < tokens.size() && tokens.get(token).matches("(?:\\.\\w+)+");
            return new Operand.Nested(nested, hasFields ? fields(tokens.get(token++)) : List.of());
        }
        if (start == '"' || start == '`') {
            return new Operand.Constant(new GoValue.Text(GoQuotes.unquote(word)));
        }
        if (start == '\'') {
            return new Operand.Constant(new GoValue.Int(GoQuotes.unquote(word).codePointAt(0)));
        }
        if (NUMBER.matcher(word).matches()) {
            return new Operand.Constant(number(word));
        }
        if (start == '$') {
            int dot = word.indexOf('.');
            String name = dot < 0 ? word : word.substring(0, dot);
            known(name);
            return new Operand.Variable(name, dot < 0 ? List.of() : fields(word.substring(dot)));
        }
        if (start == '.') {
            return new Operand.Variable("", word.equals(".") ? List.of() : fields(word));
        }
        if (word.equals("true") || word.equals("false")) {
            return new Operand.Constant(new GoValue.Bool(word.equals("true")));
        }
        if (Character.isLetter(start) && !word.equals("nil")) {
            // A function without arguments, or one that misses them.
            TemplateFunctions.check(word, action);
            TemplateFunctions.checkCount(word, 0, action);
            return new Operand.Nested(new Pipeline(word, List.of(new Command.Call(word, List.of()))), List.of());
        }
        throw wrong("\"" + word + "\" cannot stand there");
    }

    private static List<String> fields(String text) {
        return List.of(text.substring(1).split("\\."));
    }

    private GoValue number(String word) {
        String plain = word.replace("_", "");
        try {
            return plain.matches("[-+]?(?:0[xX].*|\\d+)")
                    ? new GoValue.Int(Long.decode(plain))
                    : new GoValue.Real(Double.parseDouble(plain));
        } catch (NumberFormatException e) {
            throw wrong("\"" + word + "\" is not a number");
        }
    }

    private void known(String variable) {
        if (!variables.getFirst().contains(variable)) {
            throw wrong("undefined variable \"" + variable + "\". There are $value, $labels and $externalLabels");
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("{{ " + action + " }}: " + what + ".");
    }
}
