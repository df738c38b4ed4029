package dev.caravan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** A bare camel-http loop in a process of its own: what a hub that only called would reach. */
public final class BareHttp {
  private static final Map<String, Object> HEADERS =
      Map.of(
          "CamelHttpMethod",
          "POST",
          "Content-Type",
          "application/json; charset=utf-8",
          "Authorization",
          "Bearer sandbox");

  private BareHttp() {}

  /** Posts to a pretended Slack; each line says how many threads, and how many posts. */
  public static void main(String[] arguments) throws Exception {
    CamelContext context = new DefaultCamelContext();
    HttpComponent http = context.getComponent("http", HttpComponent.class);
    // As the hub has it.
    http.setMaxTotalConnections(256);
    http.setConnectionsPerRoute(256);
    http.setAutomaticRetriesDisabled(true);
    context.start();
    ProducerTemplate template = context.createProducerTemplate();
    String url = arguments[0] + "/api/chat.postMessage";
    Child.serve(
        "ready",
        line -> {
          String[] f = line.split(" ", -1);
          return Double.toString(
              posts(template, url, Integer.parseInt(f[0]), Integer.parseInt(f[1])));
        });
  }

  /** The body that the hub's own route would post. */
  static String body(int n) {
    return "{\"channel\":\"C0R%04d\",\"text\":\"Message %d of the benchmark\"}"
        .formatted(n % Wish.RECIPIENTS, n);
  }

  private static double posts(ProducerTemplate template, String url, int threads, int count)
      throws InterruptedException {
    AtomicInteger left = new AtomicInteger(count);
    List<Thread> posting = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                  template.requestBodyAndHeaders(url, body(n), HEADERS, String.class);
                }
              });
      thread.start();
      posting.add(thread);
    }
    for (Thread thread : posting) {
      thread.join();
    }
    return count * 1e9 / (System.nanoTime() - began);
  }
}
