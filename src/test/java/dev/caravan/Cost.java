package dev.caravan;

import dev.caravan.store.Database;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.Query;

/** What a query costs: pages that it looks at, which are the same on any machine. */
public final class Cost {
  private static final Pattern PAGES = Pattern.compile("(?:hit|read)=(\\d+)");

  private Cost() {}

  /** The pages that a query looks at, with what it binds. */
  public static long of(Database database, String sql, Consumer<Query> binds) {
    return database
        .jdbi()
        .withHandle(
            h -> {
              Query query = h.createQuery("explain (analyze, buffers, format text) " + sql);
              binds.accept(query);
              return query.mapTo(String.class).list().stream()
                  .filter(line -> line.strip().startsWith("Buffers: shared"))
                  .limit(1)
                  .flatMap(line -> PAGES.matcher(line).results())
                  .mapToLong(m -> Long.parseLong(m.group(1)))
                  .sum();
            });
  }
}
