// Single keys are shortcuts only while nobody is writing and no other key is held.

export function typing(event) {
  const element = event.target;
  return event.ctrlKey || event.altKey || event.metaKey || event.isComposing
    || element.isContentEditable || ["TEXTAREA", "SELECT"].includes(element.tagName)
    || (element.tagName === "INPUT" && !["checkbox", "radio", "button"].includes(element.type));
}
