package dev.caravan.platform;

import dev.caravan.platform.Capabilities.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the platforms can do, as tables of Markdown: the same records that their renderers obey, so
 * that a page with them cannot say otherwise.
 */
public final class Matrix {
  private static final String NO = "–";

  /** A column of a table: its head, and what it says of a platform. */
  private record Column(String head, Function<HttpPlatform, String> cell) {}

  private static final Column NAME =
      new Column("platform", p -> p.profile().name() + " (`" + p.id() + "`)");

  private static final List<Column> SHOWS =
      List.of(
          NAME,
          new Column("one message holds", Matrix::text),
          new Column("buttons", p -> count(p.capabilities().actions().buttons())),
          new Column("options of a select", p -> count(p.capabilities().actions().selectOptions())),
          feature("threads", Feature.THREADS),
          feature("replies", Feature.REPLIES),
          feature("edit", Feature.EDIT),
          feature("recall", Feature.RECALL),
          feature("images", Feature.IMAGES),
          feature("files", Feature.FILES),
          feature("mentions", Feature.MENTIONS),
          feature("of everybody", Feature.MASS_MENTIONS),
          feature("templates", Feature.TEMPLATES),
          feature("receipts", Feature.RECEIPTS));

  private static final List<Column> KEEPS =
      List.of(
          NAME,
          new Column("regions", p -> p.profile().regions()),
          new Column("a connection sends", p -> limits(p.capabilities().traffic().connection())),
          new Column("a recipient gets", p -> limits(p.capabilities().traffic().recipient())),
          new Column("window", p -> length(p.capabilities().lifetimes().window())),
          new Column("knows a repeat for", p -> length(p.capabilities().lifetimes().idempotency())),
          new Column("webhooks", p -> orNo(p.profile().webhooks())),
          new Column("base URL", p -> orNo(p.profile().account().baseUrl())),
          new Column("credentials", Matrix::credentials));

  private Matrix() {}

  /** The tables of those platforms that the hub itself renders for, in their order. */
  public static String markdown(Collection<Platform> platforms) {
    List<HttpPlatform> rows =
        platforms.stream()
            .filter(HttpPlatform.class::isInstance)
            .map(HttpPlatform.class::cast)
            .toList();
    return table(SHOWS, rows) + "\n" + table(KEEPS, rows);
  }

  private static String table(List<Column> columns, List<HttpPlatform> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(row(columns.stream().map(Column::head).toList()));
    lines.add("|" + "---|".repeat(columns.size()));
    for (HttpPlatform platform : rows) {
      lines.add(row(columns.stream().map(column -> column.cell().apply(platform)).toList()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static Column feature(String head, Feature feature) {
    return new Column(
        head, platform -> platform.capabilities().features().contains(feature) ? "yes" : NO);
  }

  private static String text(HttpPlatform platform) {
    Capabilities can = platform.capabilities();
    String unit =
        switch (can.textUnit()) {
          case CODE_POINTS -> "characters";
          case UTF16_UNITS -> "UTF-16 units";
          case BYTES -> "bytes";
        };
    return count(can.textLimit()) + " " + unit;
  }

  private static String count(int number) {
    return number == 0 ? NO : String.format(Locale.ROOT, "%,d", number);
  }

  private static String limits(List<Limit> limits) {
    return limits.isEmpty()
        ? NO
        : limits.stream()
            .map(
                limit ->
                    "%s in %s, %s at once"
                        .formatted(count(limit.count()), length(limit.per()), count(limit.burst())))
            .collect(Collectors.joining("; "));
  }

  private static String length(Duration length) {
    if (length.isZero()) {
      return NO;
    }
    for (Map.Entry<Long, String> unit :
        List.of(Map.entry(3_600_000L, " h"), Map.entry(60_000L, " min"), Map.entry(1_000L, " s"))) {
      if (length.toMillis() % unit.getKey() == 0) {
        return length.toMillis() / unit.getKey() + unit.getValue();
      }
    }
    return length.toMillis() + " ms";
  }

  private static String credentials(HttpPlatform platform) {
    Account account = platform.profile().account();
    String needed =
        account.needed().stream().map(Matrix::names).collect(Collectors.joining(" or "));
    Set<String> besides = new java.util.TreeSet<>(account.possible());
    account.needed().forEach(besides::removeAll);
    return besides.isEmpty() ? needed : needed + "; may have " + names(besides);
  }

  private static String names(Collection<String> keys) {
    return keys.stream().sorted().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
  }

  private static String orNo(String text) {
    return text.isEmpty() ? NO : text;
  }
}
