// Shows the staff's messages on systems that take them from a worker alone, such as Chrome on
// Android. It stands between nothing: no request goes through it.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const come = async () => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const queue = pages.find((page) => new URL(page.url).pathname.startsWith('/staff/queue'));
    return queue ? queue.focus() : self.clients.openWindow('/staff/queue');
  };
  event.waitUntil(come());
});
