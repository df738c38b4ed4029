package dev.caravan.monitor;

import dev.caravan.TestHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hub's own meters as a scrape reads them. */
record Scrape(Map<String, Double> series) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern LINE =
      Pattern.compile("^(caravan_[a-z_]+(?:\\{.*})?) (\\S+)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  static Scrape of(TestHub hub) {
    return of(hub, "admin-token");
  }

  static Scrape of(TestHub hub, String key) {
    URI metrics = URI.create("http://127.0.0.1:" + hub.managementPort + "/observe/metrics");
    try {
      return of(
          CLIENT
              .send(
                  HttpRequest.newBuilder(metrics).header("Authorization", "Bearer " + key).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Scrape of(String text) {
    Map<String, Double> series = new LinkedHashMap<>();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      series.put(line.group(1), Double.parseDouble(line.group(2)));
    }
    return new Scrape(series);
  }

  /** The figure of exactly this series. */
  double get(String name) {
    return Objects.requireNonNull(series.get(name), () -> "No " + name + " in " + series.keySet());
  }

  /** Each name with the names of its labels. */
  Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new TreeMap<>();
    for (String one : series.keySet()) {
      Set<String> labels = names.computeIfAbsent(one.replaceAll("\\{.*", ""), n -> new TreeSet<>());
      labels(one).keySet().forEach(labels::add);
    }
    return names;
  }

  /** Every value that a label has anywhere. */
  Set<String> values(String label) {
    Set<String> values = new TreeSet<>();
    for (String one : series.keySet()) {
      String value = labels(one).get(label);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static Map<String, String> labels(String one) {
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher label = LABEL.matcher(one);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }
}
