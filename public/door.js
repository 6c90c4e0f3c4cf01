// Opens the page of an event's door while the network is away, as the page kept it for that.
// Everything else goes past it, and so does this as long as the network is there.
const door = /^\/staff\/events\/\d+\/checkin$/;
const parts = /^\/(pkg|fonts)\/|^\/(icons|favicon)\.svg$/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const ours = request.method === 'GET' && origin === self.location.origin;
  if (ours && (request.mode === 'navigate' ? door : parts).test(pathname)) {
    event.respondWith(fetch(request).catch((why) => kept(request, why)));
  }
});

async function kept(request, why) {
  const answer = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
  if (answer) return answer;
  throw why;
}
