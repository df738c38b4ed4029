package dev.caravan.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tags in the order in which the document shows them. */
final class Tags {
  static final List<Tag> ALL =
      List.of(
          MessagingOperations.TAG,
          DeadLetterOperations.TAG,
          AgentOperations.TAG,
          KeyOperations.TAG,
          GovernanceOperations.TAG,
          ConnectionOperations.TAG,
          PlatformOperations.TAG,
          ContactOperations.TAG,
          TemplateOperations.TAG,
          ScheduleOperations.TAG,
          CalendarOperations.TAG,
          HubOperations.TAG,
          NodeOperations.TAG,
          SandboxOperations.TAG);

  private Tags() {}

  /** Every named schema: those that all share, then those of each tag. */
  static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>(SharedSchemas.all());
    ALL.forEach(tag -> schemas.putAll(tag.schemas()));
    return schemas;
  }
}
