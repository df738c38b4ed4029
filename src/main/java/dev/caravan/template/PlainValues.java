package dev.caravan.template;

import com.samskivert.mustache.Mustache;
import dev.caravan.store.Json;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the library reads and writes values: those of {@link Scope} and plain ones, no others. */
final class PlainValues implements Mustache.Collector, Mustache.Formatter {
  /** Beyond, a number is written with an exponent; a double knows no more whole numbers anyway. */
  private static final double PLAIN = 1e15;

  @Override
  public @Nullable Iterator<?> toIterator(Object value) {
    if (value instanceof Scope.Items items) {
      return items.iterator();
    }
    // The library's own, for what is not there.
    boolean nothing = value == Scope.ANYTHING || value instanceof List;
    return nothing ? Collections.emptyIterator() : null;
  }

  @Override
  public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
    if (context instanceof Scope) {
      return (scope, key) -> ((Scope) scope).get(key);
    }
    return context == Scope.ANYTHING ? (anything, key) -> Scope.ANYTHING : null;
  }

  @Override
  public <K, V> Map<K, V> createFetcherCache() {
    return new ConcurrentHashMap<>();
  }

  @Override
  public CharSequence format(Object value) {
    return text(value);
  }

  private static String text(@Nullable Object value) {
    if (value == null || value == Scope.ANYTHING) {
      return "";
    }
    if (value instanceof Scope scope) {
      return Json.write(scope.values());
    }
    if (value instanceof Map) {
      return Json.write(value);
    }
    if (value instanceof Scope.Items items) {
      return text(items.all());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PlainValues::text).collect(Collectors.joining(", "));
    }
    if (value instanceof Double number && Math.abs(number) < PLAIN) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    return value.toString();
  }
}
