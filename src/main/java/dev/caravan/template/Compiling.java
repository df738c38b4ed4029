package dev.caravan.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a template of a text, with a library that is told to look into nothing but plain values.
 */
final class Compiling {
  /** 64 KiB: a message's content is at most 100,000 characters, most of which variables bring. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final Pattern LINE = Pattern.compile(" @ line (\\d+)$");
  private static final Pattern EMPTY_TAG = Pattern.compile("\\{\\{[{#^/&>=]?\\s*[=}]?\\}\\}");
  private static final PlainValues VALUES = new PlainValues();

  private Compiling() {}

  static Compilation compile(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      return new Compilation.Faulty(
          0, "The template has %d bytes; at most %d are taken.".formatted(bytes, MOST_BYTES));
    }
    try {
      Template.Escaping compiled =
          new Template.Escaping(
              compiler(Escape.NONE).compile(text), compiler(Escape.MARKDOWN).compile(text));
      Tags tags = Tags.of(compiled.plain(), text);
      return new Compilation.Compiled(new Template(compiled, tags, text.length()));
    } catch (Tags.Unfit e) {
      return faulty(e.where.isEmpty() ? 0 : lineAt(text, text.indexOf(e.where)), said(e));
    } catch (MustacheException e) {
      String said = said(e);
      Matcher line = LINE.matcher(said);
      return line.find()
          ? faulty(Integer.parseInt(line.group(1)), said.substring(0, line.start()) + ".")
          : faulty(0, said);
    } catch (StringIndexOutOfBoundsException e) {
      // So the library takes a tag with nothing in it.
      Matcher empty = EMPTY_TAG.matcher(text);
      return faulty(
          empty.find() ? lineAt(text, empty.start()) : 0,
          "A tag is empty; write a name into it, for example {{name}}.");
    }
  }

  private static Mustache.Compiler compiler(Escape escape) {
    return Mustache.compiler()
        .withCollector(VALUES)
        .withFormatter(VALUES)
        .withEscaper(escape::escape)
        .nullValue("");
  }

  private static String said(RuntimeException e) {
    return Objects.requireNonNullElse(e.getMessage(), "It cannot be read.");
  }

  private static Compilation faulty(int line, String message) {
    return new Compilation.Faulty(line, (line == 0 ? "" : "Line " + line + ": ") + message);
  }

  private static int lineAt(String text, int position) {
    return position < 0
        ? 0
        : 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
