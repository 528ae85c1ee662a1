(() => {
document.querySelectorAll('.mx-tall').forEach(e => e.classList.add('mx-capped'));
})();
