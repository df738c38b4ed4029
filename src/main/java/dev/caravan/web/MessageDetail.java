package dev.caravan.web;

import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.Wait;
import dev.caravan.governance.Approvals;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A message whole: with its tries, what humans said to it, and its trail. */
public final class MessageDetail {
  private static final int MOST_ACTS = 100;

  private final Outbox outbox;
  private final MessagesTable messages;
  private final Approvals approvals;
  private final AuditLog audit;

  public MessageDetail(Outbox outbox, MessagesTable messages, Approvals approvals, AuditLog audit) {
    this.outbox = outbox;
    this.messages = messages;
    this.approvals = approvals;
    this.audit = audit;
  }

  /** The message alone, and why it waits. */
  MessageJson shown(StoredMessage stored) {
    return MessageJson.of(stored, outbox.waits().of(stored).orElse(null));
  }

  /** Messages alone, and why each waits. */
  List<MessageJson> shown(List<StoredMessage> page) {
    Map<UUID, Wait> waits = outbox.waits().of(page);
    return page.stream().map(m -> MessageJson.of(m, waits.get(m.message().id()))).toList();
  }

  /** The message with everything; the caller may add to it. */
  Map<String, Object> of(StoredMessage stored) {
    UUID id = stored.message().id();
    Map<String, Object> body = Pages.object(shown(stored));
    body.put("attempt_list", messages.attempts(id));
    body.put("approvals", approvals.of(id));
    body.put("revisions", messages.revisions(id));
    body.put("audit", trail(id));
    return body;
  }

  private List<AuditJson> trail(UUID id) {
    AuditLog.Filter about = new AuditLog.Filter(AuditLog.message(id), null, null, null, null);
    return audit.newest(about, Long.MAX_VALUE, MOST_ACTS).stream().map(AuditJson::of).toList();
  }
}
