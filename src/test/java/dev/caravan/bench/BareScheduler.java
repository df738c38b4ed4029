package dev.caravan.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.caravan.store.Access;
import dev.caravan.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * db-scheduler with a table of its own on the same PostgreSQL, in a process of its own; its task
 * makes the same call as the hub with the client that camel-http has, or does nothing.
 */
public final class BareScheduler {
  /**
   * What its documentation names for high throughput: fetch when fewer are left than there are
   * threads, and up to four for each.
   */
  private static final double FETCH_BELOW = 1.0;

  private static final double FETCH_UP_TO = 4.0;

  /** Each thread's end is a statement; more connections would exceed what the server allows. */
  private static final int CONNECTIONS = 40;

  private static final String TABLE =
      "create table if not exists scheduled_tasks (task_name text not null, task_instance text not null,"
          + " task_data bytea, execution_time timestamptz, picked boolean not null, picked_by text,"
          + " last_success timestamptz, last_failure timestamptz, consecutive_failures int,"
          + " last_heartbeat timestamptz, version bigint not null, priority smallint, state text,"
          + " primary key (task_name, task_instance))";
  private static final String FILL =
      "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
          + " select 'post', n::text, now(), false, 1 from generate_series(1, ?) n";

  private final Database database;
  private final CloseableHttpClient client;
  private final String url;

  private BareScheduler(Database database, String url) {
    this.database = database;
    this.url = url;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(256)
                    .setMaxConnPerRoute(256)
                    .build())
            .disableAutomaticRetries()
            .build();
  }

  /** Each line says {@code post} or {@code nothing}, how many threads, and how many tasks. */
  public static void main(String[] arguments) throws Exception {
    Access access = new Access(arguments[0], arguments[1], arguments[2]);
    try (Database database = new Database(access, CONNECTIONS)) {
      database
          .jdbi()
          .useHandle(
              h -> {
                h.execute(TABLE);
                h.execute(
                    "create index if not exists execution_time_idx on scheduled_tasks (execution_time)");
                h.execute(
                    "create index if not exists last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
              });
      BareScheduler scheduler = new BareScheduler(database, arguments[3]);
      Child.serve(
          "ready",
          line -> {
            String[] f = line.split(" ", -1);
            return Double.toString(
                scheduler.drain(
                    f[0].equals("post"), Integer.parseInt(f[1]), Integer.parseInt(f[2])));
          });
    }
  }

  /** Drains so many tasks that are all due; answers how many in a second. */
  private double drain(boolean posts, int threads, int count) throws InterruptedException {
    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute(FILL, count);
              h.execute("analyze scheduled_tasks");
            });
    CountDownLatch left = new CountDownLatch(count);
    OneTimeTask<Void> task =
        Tasks.oneTime("post")
            .execute(
                (instance, context) -> {
                  if (posts) {
                    post(Integer.parseInt(instance.getId()));
                  }
                  left.countDown();
                });
    Scheduler scheduler =
        Scheduler.create(database.dataSource(), task)
            .threads(threads)
            .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
            .pollingInterval(Duration.ofMillis(50))
            .build();
    long began = System.nanoTime();
    scheduler.start();
    left.await();
    double rate = count * 1e9 / (System.nanoTime() - began);
    scheduler.stop();
    return rate;
  }

  private void post(int n) {
    HttpPost post = new HttpPost(url + "/api/chat.postMessage");
    post.setHeader("Authorization", "Bearer sandbox");
    post.setEntity(new StringEntity(BareHttp.body(n), ContentType.APPLICATION_JSON));
    try {
      client.execute(post, answer -> EntityUtils.toString(answer.getEntity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
